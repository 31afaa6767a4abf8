using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Commands.Orders;
using HtxFutures.Running;

namespace HtxFutures.Commands;

/// <summary>Cancels all open orders of contracts, or of the account, and tells what became of every one of them.</summary>
[Cmdlet(VerbsCommon.Clear, "HtxOrder", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ContractSet)]
[Alias("Cancel-AllHtxOrder")]
[OutputType(typeof(HtxCancelResult))]
public sealed class ClearHtxOrderCommand : HtxResultCommandBase<HtxCancelResult>
{
    private const string ContractSet = "Contract";
    private const string AccountSet = "Account";

    private MassCancelPlan? _underWay;
    private int _shown;

    /// <summary>The contracts, by their exact codes.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = ContractSet)]
    [ArgumentCompleter(typeof(ContractCodeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? ContractCode { get; set; }

    /// <summary>Every contract of the account is meant.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AccountSet)]
    public SwitchParameter AllContract { get; set; }

    /// <summary>Only orders that trade this way.</summary>
    [Parameter]
    [ValidateSet(nameof(OrderSide.Buy), nameof(OrderSide.Sell))]
    public OrderSide Side { get; set; }

    /// <summary>Only orders of this position: Long and Short in hedge mode, Both in one-way mode.</summary>
    [Parameter]
    [ValidateSet(nameof(HtxFutures.PositionSide.Long), nameof(HtxFutures.PositionSide.Short), nameof(HtxFutures.PositionSide.Both))]
    public PositionSide PositionSide { get; set; }

    /// <summary>Does not ask. -WhatIf still only shows, and -Confirm still asks.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    private protected override ResultTelling<HtxCancelResult> Telling { get; } = new CancelTelling();

    /// <inheritdoc/>
    private protected override void Act()
    {
        foreach (MassCancelScope scope in Scopes())
        {
            OrderDesk desk = Client.Orders.HeardBy(Messages, Journal);
            object target = scope.ContractCode ?? (object)CurrentSession;
            if (AwaitOrWriteError(stop => desk.PlanMassCancelAsync(scope, stop), target) is { } plan && IsAgreed(plan))
            {
                Clear(desk, plan, target);
            }
        }
    }

    private IEnumerable<MassCancelScope> Scopes()
    {
        if (ParameterSetName == AccountSet && !AllContract)
        {
            Fail(new HtxException(HtxErrorKind.InvalidParameter, "-AllContract:$false names no orders to cancel.")
            {
                Advice = "Name contracts, or give -AllContract to cancel the open orders of the whole account.",
            });
        }

        IEnumerable<MassCancelScope> scopes = ParameterSetName == AccountSet ? [MassCancelScope.Account] : ContractCode!.Select(Parse).OfType<MassCancelScope>().Distinct();
        return scopes.Select(scope => scope with
        {
            Side = IsBound(nameof(Side)) ? Side : null,
            PositionSide = IsBound(nameof(PositionSide)) ? PositionSide : null,
        });
    }

    private MassCancelScope? Parse(string contract)
    {
        try
        {
            return WildcardPattern.ContainsWildcardCharacters(contract) ? throw Wildcard(contract) : MassCancelScope.Contract(contract);
        }
        catch (HtxException failure)
        {
            WriteFailure(failure, contract);
            return null;
        }
    }

    private static HtxException Wildcard(string contract) =>
        new(HtxErrorKind.InvalidParameter, $"The contract '{contract}' has wildcards in it, and a mass cancel takes exact codes only.")
        {
            Advice = $"To cancel by pattern: Get-HtxOrder '{contract}' | Stop-HtxOrder. For the whole account: Clear-HtxOrder -AllContract.",
        };

    private bool IsAgreed(MassCancelPlan plan)
    {
        foreach (HtxOrder order in plan.Orders)
        {
            CurrentSession.Seen.Note(order);
        }

        if (plan.Failure is { } failure)
        {
            WriteWarning(ClearWords.NotWhole(plan, failure));
        }

        string question = ClearWords.Question(plan, CurrentSession);
        return new Agreement(this, "Cancel all open orders").Ask(question, Force, $"Nothing was cancelled of {question}.");
    }

    private void Clear(OrderDesk desk, MassCancelPlan plan, object target)
    {
        _underWay = plan;
        _shown = 0;
        foreach (HtxCancelResult result in Stream(stop => desk.MassCancelAsync(plan, WaitLimit, stop), target))
        {
            _shown++;
            Write(result);
        }

        _underWay = null;
        EndRun();
    }

    /// <inheritdoc/>
    private protected override string? Untold()
    {
        bool isLast = ContractCode is null || ContractCode.Length == 1;
        return _underWay is not { } plan || (isLast && _shown > 0 && _shown >= plan.Orders.Count)
            ? null
            : ClearWords.EndedEarly(MyInvocation.MyCommand.Name, plan, _shown, isLast);
    }
}
