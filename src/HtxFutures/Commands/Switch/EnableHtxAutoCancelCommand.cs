using System.Globalization;
using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Running.Accounts;

namespace HtxFutures.Commands;

/// <summary>Sets the exchange's dead-man's switch: unless it is set again in time, the exchange cancels all open orders of the account.</summary>
[Cmdlet(VerbsLifecycle.Enable, "HtxAutoCancel", SupportsShouldProcess = true)]
[OutputType(typeof(HtxAutoCancel))]
public sealed class EnableHtxAutoCancelCommand : SetAutoCancelCommandBase
{
    /// <summary>How long until the exchange cancels; 5 s or more.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [ArgumentCompleter(typeof(DurationCompleter))]
    [Duration]
    [DurationValidation(LeastSeconds = 5)]
    public TimeSpan Timeout { get; set; }

    /// <summary>Renews it from the background until it is disabled, the session is disconnected, or the process ends. Left out, a renewing that runs goes on.</summary>
    [Parameter]
    public SwitchParameter KeepAlive { get; set; }

    /// <inheritdoc/>
    private protected override Task<HtxAutoCancel> SetAsync(SwitchDesk desk) => desk.EnableAsync(Timeout, IsBound(nameof(KeepAlive)) ? KeepAlive.ToBool() : null, StopToken);

    /// <inheritdoc/>
    private protected override string Action => string.Create(CultureInfo.InvariantCulture, $"Have the exchange cancel all open orders unless it is told otherwise within {Timeout.TotalSeconds:0.###} s");

    // Once a session: who renews the switch by hand has read it.
    /// <inheritdoc/>
    private protected override void TellSet(AccountAtWork account)
    {
        if (!account.Session.HasToldWhatTheSwitchLeaves)
        {
            account.Session.HasToldWhatTheSwitchLeaves = true;
            Warn(account, "When the dead-man's switch triggers, it cancels open orders. Trigger, take-profit, stop-loss and trailing orders stay, and can still trade: Get-HtxAlgoOrder shows them.");
        }
    }
}
