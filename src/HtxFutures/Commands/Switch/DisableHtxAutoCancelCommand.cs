using System.Management.Automation;
using HtxFutures.Running;

namespace HtxFutures.Commands;

/// <summary>Switches the exchange's dead-man's switch off, whoever has set it.</summary>
[Cmdlet(VerbsLifecycle.Disable, "HtxAutoCancel", SupportsShouldProcess = true)]
[OutputType(typeof(HtxAutoCancel))]
public sealed class DisableHtxAutoCancelCommand : HtxSessionCommandBase
{
    /// <inheritdoc/>
    private protected override void Act()
    {
        if (ShouldProcess($"session '{CurrentSession.Name}' (account {CurrentSession.AccessKey})", "Switch off the automatic cancelling of all open orders"))
        {
            HtxAutoCancel? state = AwaitOrWriteError(stop => Journal.SetAsync(Client.Switch.HeardBy(Messages).DisableAsync(stop)), CurrentSession);
            CurrentSession.Journal.Flush();
            WriteSessionWarnings();
            if (state is not null)
            {
                WriteObject(state);
            }
        }
    }
}
