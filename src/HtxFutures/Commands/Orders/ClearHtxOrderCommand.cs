using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Commands.Orders;
using HtxFutures.Running;
using HtxFutures.Running.Accounts;
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

    private readonly Dictionary<AccountAtWork, ClearingOfAccount> _clearings = [];
    private MassCancelScope[] _scopes = [];

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
    private protected override string? Activity => "Clearing orders";

    /// <inheritdoc/>
    private protected override bool Asks => Agreement.IsAsked(Force);

    private Agreement Agreement => new(this, IncludeAlgo ? "Cancel all open orders and active algo orders" : "Cancel all open orders");

    /// <inheritdoc/>
    private protected override bool Prepare() => (_scopes = [.. Scopes()]).Length > 0;

    /// <summary>Lists what is open in all accounts, and asks once about all of it.</summary>
    private protected override IEnumerable<AccountAtWork> Agreed(IReadOnlyList<AccountAtWork> accounts)
    {
        ClearingOfAccount[] clearings = [.. accounts.Select(Clearing)];
        LookedAtToClear[] looked = Await(_ => Task.WhenAll(clearings.Select(clearing => LookedAtToClear.LookAsync(clearing, _scopes, StopToken))));
        foreach (LookedAtToClear look in looked)
        {
            look.Clearing.Agreed = look.Plans;
            foreach ((HtxException failure, MassCancelScope scope) in look.Failures)
            {
                Tell(look.Clearing, failure, scope);
            }

            look.Plans.ToList().ForEach(plan => Note(look.Clearing, plan));
        }

        LookedAtToClear[] found = [.. looked.Where(look => look.Plans.Count > 0 && !look.IsEnded)];
        string question = string.Join("; ", found.SelectMany(look => look.Plans.Select(plan => ClearWords.Question(plan, look.Clearing.Account.Session, IncludeAlgo))));
        return found.Length > 0 && Agreement.Ask(question, Force, $"Nothing was cancelled of {question}.") ? found.Select(look => look.Clearing.Account) : [];
    }

    /// <inheritdoc/>
    private protected override async IAsyncEnumerable<Action> Act(AccountAtWork account)
    {
        ClearingOfAccount clearing = Clearing(account);
        account.Counted = () => clearing.UnderWay is null ? account.Holdup ?? account.Messages.Answers : ProgressText.Settled(Math.Max(clearing.Open, clearing.Shown), clearing.Shown, account.Holdup);
        foreach (MassCancelScope scope in _scopes)
        {
            MassCancelPlan? plan = clearing.Agreed?.FirstOrDefault(plan => plan.Scope == scope);
            if (clearing.Agreed is null)
            {
                LookedAtToClear looked = await LookedAtToClear.LookAsync(clearing, [scope], StopToken).ConfigureAwait(false);
                plan = looked.Plans is [var only] ? only : null;
                yield return () => TellLooked(clearing, looked);
            }

            if (plan is null)
            {
                continue;
            }

            await foreach (Action step in ClearAsync(clearing, plan).ConfigureAwait(false))
            {
                yield return step;
            }

            if (account.End is not null)
            {
                yield break;
            }
        }

        await foreach (Action step in TellOfAlgosAsync(clearing).ConfigureAwait(false))
        {
            yield return step;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _clearings.Values.ToList().ForEach(clearing => clearing.Dispose());
        }
    }

    private ClearingOfAccount Clearing(AccountAtWork account)
    {
        if (!_clearings.TryGetValue(account, out ClearingOfAccount? clearing))
        {
            clearing = new ClearingOfAccount(account, ContractCode ?? [], WaitLimit, StopToken);
            _clearings.Add(account, clearing);
        }

        return clearing;
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

    private void TellLooked(ClearingOfAccount clearing, LookedAtToClear looked)
    {
        foreach ((HtxException failure, MassCancelScope scope) in looked.Failures)
        {
            WriteFailure(failure, Target(clearing, scope));
        }

        foreach (MassCancelPlan plan in looked.Plans)
        {
            Note(clearing, plan);
            Agreement.Ask(ClearWords.Question(plan, clearing.Account.Session, IncludeAlgo), Force, "");
        }
    }

    // What would meet all of an account is the whole of its part, and leaves the others alone.
    private void Tell(ClearingOfAccount clearing, HtxException failure, MassCancelScope scope)
    {
        if (failure.EndsRun)
        {
            Begin(clearing.Account, Step(() => WriteFailure(failure, Target(clearing, scope))));
        }
        else
        {
            WriteFailure(Named(clearing.Account, failure), Target(clearing, scope));
        }
    }

    private void Note(ClearingOfAccount clearing, MassCancelPlan plan)
    {
        foreach (HtxOrder order in plan.Orders)
        {
            clearing.Account.Session.Seen.Note(order);
        }

        if (plan.Failure is { } failure)
        {
            Warn(clearing.Account, ClearWords.NotWhole(plan, failure));
        }
    }

    private async IAsyncEnumerable<Action> ClearAsync(ClearingOfAccount clearing, MassCancelPlan plan)
    {
        Action heard = IncludeAlgo ? clearing.Stopped.Begin(plan.Scope) : clearing.Left.Begin(plan.Scope);
        clearing.AreAlgosUnderWay |= IncludeAlgo;
        clearing.Begin(plan);
        await foreach (Action step in Rows(clearing.Orders.MassCancelAsync(plan, WaitLimit, StopToken), Target(clearing, plan.Scope), result => Show(clearing, result)).ConfigureAwait(false))
        {
            heard();
            yield return step;
        }

        heard();
        clearing.End();
    }

    private void Show(ClearingOfAccount clearing, HtxCancelResult result)
    {
        clearing.Show();
        Write(clearing.Account, result);
    }

    /// <summary>The rows of the algo orders that are stopped; else, one word on those that are left.</summary>
    private async IAsyncEnumerable<Action> TellOfAlgosAsync(ClearingOfAccount clearing)
    {
        foreach ((MassCancelScope scope, IAsyncEnumerable<HtxCancelResult> results) in clearing.Stopped.Take())
        {
            await foreach (Action step in Rows(results, Target(clearing, scope), result => Write(clearing.Account, result)).ConfigureAwait(false))
            {
                yield return step;
            }
        }

        clearing.AreAlgosUnderWay = false;
        if (clearing.Account.End is not null)
        {
            yield break;
        }

        var left = new AlgosLeft(clearing.Account.Argument);
        foreach ((MassCancelScope scope, IAsyncEnumerable<HtxAlgoOrder> algos) in clearing.Left.Take())
        {
            await left.CountAsync(scope, algos).ConfigureAwait(false);
        }

        if (left.Warning is { } warning)
        {
            yield return () => Warn(clearing.Account, warning);
        }
    }

    private static object Target(ClearingOfAccount clearing, MassCancelScope scope) => scope.ContractCode ?? (object)clearing.Account.Session;

    /// <inheritdoc/>
    private protected override int Percent()
    {
        int open = _clearings.Values.Sum(clearing => clearing.Open);
        return open == 0 ? 0 : Math.Min(100, 100 * _clearings.Values.Sum(clearing => clearing.Shown) / open);
    }

    /// <inheritdoc/>
    private protected override IEnumerable<string> Untold() => _clearings.Values
        .Select(clearing => clearing.Untold(MyInvocation.MyCommand.Name) is { } text ? Named(clearing.Account, text) : null)
        .OfType<string>();
}
