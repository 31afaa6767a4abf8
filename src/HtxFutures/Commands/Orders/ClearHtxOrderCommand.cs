using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Commands.Orders;
using HtxFutures.Running;
using HtxFutures.Running.Showing;

namespace HtxFutures.Commands;

/// <summary>Cancels all open orders of contracts, or of the account, with their algo orders where that is asked for, and tells what became of every one of them.</summary>
[Cmdlet(VerbsCommon.Clear, "HtxOrder", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ContractSet)]
[Alias("Cancel-AllHtxOrder")]
[OutputType(typeof(HtxCancelResult))]
public sealed class ClearHtxOrderCommand : HtxResultCommandBase<HtxCancelResult>
{
    private const string ContractSet = "Contract";
    private const string AccountSet = "Account";

    private MassCancelPlan? _underWay;
    private int _shown;
    private AlgosBeside<HtxCancelResult>? _stopped;
    private AlgosBeside<HtxAlgoOrder>? _left;
    private bool _algosUnderWay;

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

    /// <summary>Stops the active algo orders too: trigger, take-profit, stop-loss and trailing orders.</summary>
    [Parameter]
    public SwitchParameter IncludeAlgo { get; set; }

    /// <summary>Does not ask. -WhatIf still only shows, and -Confirm still asks.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    private protected override ResultTelling<HtxCancelResult> Telling { get; } = new CancelTelling();

    /// <inheritdoc/>
    private protected override void Act()
    {
        AlgoOrderDesk algos = Client.AlgoOrders.HeardBy(Messages, Journal);
        _stopped = new((scope, stop) => algos.CancelAsync(algos.ListActiveAsync(scope, stop), new CancelRunOptions { WaitTimeout = WaitLimit }, stop), StopToken);
        _left = new(algos.ListActiveAsync, StopToken);
        foreach (MassCancelScope scope in Scopes())
        {
            OrderDesk desk = Client.Orders.HeardBy(Messages, Journal);
            object target = scope.ContractCode ?? (object)CurrentSession;
            if (AwaitOrWriteError(stop => desk.PlanMassCancelAsync(scope, stop), target) is { } plan && IsAgreed(plan))
            {
                Clear(desk, plan, target, IncludeAlgo ? _stopped.Begin(scope) : _left.Begin(scope));
            }
        }

        TellOfAlgos();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _stopped?.Dispose();
            _left?.Dispose();
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

        string question = ClearWords.Question(plan, CurrentSession, IncludeAlgo);
        return new Agreement(this, IncludeAlgo ? "Cancel all open orders and active algo orders" : "Cancel all open orders").Ask(question, Force, $"Nothing was cancelled of {question}.");
    }

    private void Clear(OrderDesk desk, MassCancelPlan plan, object target, Action heard)
    {
        _underWay = plan;
        _shown = 0;
        _algosUnderWay |= IncludeAlgo;
        int open = plan.Orders.Count;
        var progress = new WaitProgress("Clearing orders", () => ProgressText.Settled(Math.Max(open, _shown), _shown, Holdup), () => open == 0 ? 0 : Math.Min(100, 100 * _shown / open));
        foreach (HtxCancelResult result in Stream(stop => desk.MassCancelAsync(plan, WaitLimit, stop), target, progress))
        {
            heard();
            _shown++;
            progress.Rest();
            Write(result);
        }

        Show(progress.End());

        heard();
        _underWay = null;
        EndRun();
    }

    /// <summary>The rows of the algo orders that are stopped; else, one word on those that are left.</summary>
    private void TellOfAlgos()
    {
        foreach ((MassCancelScope scope, IAsyncEnumerable<HtxCancelResult> results) in _stopped!.Take())
        {
            foreach (HtxCancelResult result in Stream(_ => results, scope.ContractCode ?? (object)CurrentSession))
            {
                Write(result);
            }
        }

        _algosUnderWay = false;
        EndRun();
        var left = new AlgosLeft();
        foreach ((MassCancelScope scope, IAsyncEnumerable<HtxAlgoOrder> algos) in _left!.Take())
        {
            Await(_ => left.CountAsync(scope, algos));
        }

        if (left.Warning is { } warning)
        {
            WriteWarning(warning);
        }
    }

    /// <inheritdoc/>
    private protected override string? Untold()
    {
        bool isLast = ContractCode is null || ContractCode.Length == 1;
        string? algos = _algosUnderWay ? ClearWords.AlgosEndedEarly(MyInvocation.MyCommand.Name) : null;
        return _underWay is not { } plan || (isLast && _shown > 0 && _shown >= plan.Orders.Count)
            ? algos
            : $"{ClearWords.EndedEarly(MyInvocation.MyCommand.Name, plan, _shown, isLast)} {algos}".TrimEnd();
    }
}
