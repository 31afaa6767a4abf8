using System.Collections.Concurrent;
using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Commands.Trading;
using HtxFutures.Exposure;
using HtxFutures.Halting;
using HtxFutures.Journal;
using HtxFutures.Running;
using HtxFutures.Running.Accounts;
using HtxFutures.Sessions;

namespace HtxFutures.Commands;

/// <summary>
/// The red button: cancels orders and algo orders, closes positions where that is asked for, looks again until two looks
/// in a row show nothing left, and reports what became of every single thing.
/// </summary>
[Cmdlet(VerbsLifecycle.Stop, "HtxTrading", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ContractSet)]
[OutputType(typeof(HtxStopReport))]
public sealed class StopHtxTradingCommand : HtxSessionCommandBase
{
    private const string ContractSet = "Contract";
    private const string AccountSet = "Account";

    // By their session's name, to which it was that stopped each.
    private readonly Dictionary<HtxAccount, string> _stopped = [];
    private readonly ConcurrentDictionary<AccountAtWork, TradingHalt> _underWay = [];
    private TradingScope? _scope;

    /// <summary>The contracts, by their exact codes.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = ContractSet)]
    [ArgumentCompleter(typeof(ContractCodeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? ContractCode { get; set; }

    /// <summary>Every contract of the account is meant.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AccountSet)]
    public SwitchParameter AllContract { get; set; }

    /// <summary>Closes the positions too, at market.</summary>
    [Parameter]
    public SwitchParameter ClosePosition { get; set; }

    /// <summary>Leaves the take-profits, stop-losses and other close-only algo orders of positions that stay.</summary>
    [Parameter]
    public SwitchParameter KeepProtection { get; set; }

    /// <summary>After which time it ends, whatever is left.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(DurationCompleter))]
    [Duration]
    [DurationValidation(LeastSeconds = 1, MostSeconds = 24 * 60 * 60)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Does not ask, and so does not look before it stops. -WhatIf still only shows, and -Confirm still asks.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    private protected override string? Activity => "Stopping trading";

    /// <inheritdoc/>
    private protected override bool Asks => Agreement.IsAsked(Force);

    private StopTradingOptions Options => new() { ClosesPositions = ClosePosition, KeepsProtection = KeepProtection, Timeout = Timeout };

    private Agreement Agreement => new(this, HaltWords.Action(Options));

    /// <inheritdoc/>
    private protected override bool Prepare()
    {
        _scope = Scope();
        if (Session is null && !MyInvocation.ExpectingInput && SessionStore.Current.Default is { } alone && HaltWords.Others(alone, SessionStore.Current.Open) is { } others)
        {
            WriteWarning(others);
        }

        return true;
    }

    /// <summary>Looks at all accounts, and asks once about all that was found.</summary>
    private protected override IEnumerable<AccountAtWork> Agreed(IReadOnlyList<AccountAtWork> accounts)
    {
        AccountAtWork[] each = [.. accounts.Where(IsFirst)];
        TradingLook[] looks = Await(stop => Task.WhenAll(each.Select(account => account.Client.Trading.LookAsync(_scope!, account.Messages, stop))));
        string question = string.Join("; ", each.Zip(looks, (account, look) => HaltWords.Question(account.Session, _scope!, Options, look)));
        return Agreement.Ask(question, Force, $"Nothing was stopped of {question}.") ? each : [];
    }

    /// <inheritdoc/>
    private protected override IAsyncEnumerable<Action>? Act(AccountAtWork account) => Asks || IsFirst(account) ? StopAsync(account) : null;

    private async IAsyncEnumerable<Action> StopAsync(AccountAtWork account)
    {
        CommandJournal journal = account.Journal;
        TradingHalt halt = account.Client.Trading.BeginHalt(_scope!, Options, new HaltListeners(account.Messages, journal, journal));
        _underWay.TryAdd(account, halt);
        account.Counted = () => account.Holdup is { } holdup ? $"{halt.Status}. {holdup}" : halt.Status;
        HtxStopReport report = await halt.RunAsync(StopToken).ConfigureAwait(false);
        yield return () => Tell(account, report);
    }

    private void Tell(AccountAtWork account, HtxStopReport report)
    {
        _underWay.TryRemove(account, out _);
        report.Account = account.Name;
        report.Endpoint = account.Session.Endpoint;
        report.Sandbox = account.Session.IsSandbox;
        report.AutoCancel = account.Client.Switch.State.ToString();
        account.Session.Journal.Flush();
        WriteObject(report);
        foreach (string warning in report.Warnings)
        {
            Warn(account, warning);
        }

        if (report.Failure is { } failure)
        {
            WriteFailure(failure, report);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        foreach ((AccountAtWork account, TradingHalt halt) in disposing ? _underWay : [])
        {
            // There is no report any more, and what was sent takes effect all the same.
            TellHost(Named(account, HaltWords.EndedEarly(MyInvocation.MyCommand.Name, account.Argument, halt)));
        }

        _underWay.Clear();
    }

    // Two sessions of one account would each take the other's work for somebody's who does not end.
    private bool IsFirst(AccountAtWork account)
    {
        if (_stopped.TryAdd(account.Client.Account, account.Name))
        {
            return true;
        }

        WriteWarning(HaltWords.SameAccount(account.Session, _stopped[account.Client.Account]));
        return false;
    }

    private TradingScope Scope()
    {
        if (ClosePosition && KeepProtection)
        {
            Fail(new HtxException(HtxErrorKind.InvalidParameter, "-ClosePosition and -KeepProtection contradict each other: positions that are closed need no protection.")
            {
                Advice = "Give one of them, or neither to stop all orders and algo orders and leave the positions.",
            });
        }

        if (ParameterSetName == AccountSet)
        {
            if (!AllContract)
            {
                Fail(new HtxException(HtxErrorKind.InvalidParameter, "-AllContract:$false names nothing to stop.")
                {
                    Advice = "Name contracts, or give -AllContract to stop the whole account.",
                });
            }

            return TradingScope.Account;
        }

        try
        {
            return ContractCode!.FirstOrDefault(WildcardPattern.ContainsWildcardCharacters) is { } pattern ? throw HaltWords.Wildcard(pattern) : TradingScope.Contracts(ContractCode!);
        }
        catch (HtxException failure)
        {
            // Nothing is stopped where one of the contracts is not meant as it is written: the others would be taken for all.
            Fail(failure, ContractCode);
            throw;
        }
    }
}
