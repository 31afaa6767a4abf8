using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Commands.Trading;
using HtxFutures.Exposure;
using HtxFutures.Halting;
using HtxFutures.Running;
using HtxFutures.Running.Showing;
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
    private protected override void Act()
    {
        TradingScope scope = Scope();
        if (_stopped.TryGetValue(Client.Account, out string? already))
        {
            WriteWarning(HaltWords.SameAccount(CurrentSession, already));
            return;
        }

        var options = new StopTradingOptions { ClosesPositions = ClosePosition, KeepsProtection = KeepProtection, Timeout = Timeout };
        if (Session is null && !MyInvocation.ExpectingInput && HaltWords.Others(CurrentSession, SessionStore.Current.Open) is { } others)
        {
            WriteWarning(others);
        }

        if (!IsAgreed(scope, options))
        {
            return;
        }

        _stopped.Add(Client.Account, CurrentSession.Name);
        TradingHalt halt = Client.Trading.BeginHalt(scope, options, new HaltListeners(Messages, Journal, Journal));
        var progress = new WaitProgress("Stopping trading", () => Holdup is { } holdup ? $"{halt.Status}. {holdup}" : halt.Status);
        HtxStopReport report = Run(halt, progress);
        Show(progress.End());
        report.Account = CurrentSession.Name;
        report.Endpoint = CurrentSession.Endpoint;
        report.Sandbox = CurrentSession.IsSandbox;
        report.AutoCancel = Client.Switch.State.ToString();
        CurrentSession.Journal.Flush();
        WriteObject(report);
        foreach (string warning in report.Warnings)
        {
            WriteWarning(warning);
        }

        if (report.Failure is { } failure)
        {
            WriteFailure(failure, report);
        }
    }

    private HtxStopReport Run(TradingHalt halt, WaitProgress progress)
    {
        try
        {
            return Await(halt.RunAsync, progress);
        }
        catch (PipelineStoppedException)
        {
            // There is no report any more, and what was sent takes effect all the same.
            TellHost(HaltWords.EndedEarly(MyInvocation.MyCommand.Name, halt));
            throw;
        }
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

    private bool IsAgreed(TradingScope scope, StopTradingOptions options)
    {
        bool isSilent = Force && !IsOn("Confirm") && !IsOn("WhatIf");
        TradingLook? look = isSilent ? null : Await(stop => Client.Trading.LookAsync(scope, Messages, stop));
        string question = HaltWords.Question(CurrentSession, scope, options, look);
        return new Agreement(this, HaltWords.Action(options)).Ask(question, Force, $"Nothing was stopped of {question}.");
    }

    private bool IsOn(string parameter) => MyInvocation.BoundParameters.TryGetValue(parameter, out object? value) && LanguagePrimitives.IsTrue(value);
}
