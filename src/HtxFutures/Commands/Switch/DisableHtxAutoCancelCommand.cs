using System.Management.Automation;

namespace HtxFutures.Commands;

/// <summary>Switches the exchange's dead-man's switch off, whoever has set it.</summary>
[Cmdlet(VerbsLifecycle.Disable, "HtxAutoCancel", SupportsShouldProcess = true)]
[OutputType(typeof(HtxAutoCancel))]
public sealed class DisableHtxAutoCancelCommand : SetAutoCancelCommandBase
{
    /// <inheritdoc/>
    private protected override Task<HtxAutoCancel> SetAsync(SwitchDesk desk) => desk.DisableAsync(StopToken);

    /// <inheritdoc/>
    private protected override string Action => "Switch off the automatic cancelling of all open orders";
}
