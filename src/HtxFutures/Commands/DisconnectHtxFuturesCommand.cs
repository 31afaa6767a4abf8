using System.Management.Automation;
using HtxFutures.Errors;
using HtxFutures.Sessions;

namespace HtxFutures.Commands;

/// <summary>Ends a session and wipes its secret.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "HtxFutures", SupportsShouldProcess = true)]
public sealed class DisconnectHtxFuturesCommand : HtxCommandBase
{
    /// <summary>The sessions to end; the runspace's default unless given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public HtxSession[]? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (HtxSession session in Session ?? [Default()])
        {
            // One that is closed already is where it should be.
            if (ShouldProcess(session.Name, "Close session and wipe its secret key"))
            {
                SessionStore.Current.Remove(session);
                session.Close();
            }
        }
    }

    private HtxSession Default()
    {
        try
        {
            return SessionResolver.Resolve(null, SessionStore.Current.Default);
        }
        catch (HtxException failure)
        {
            ThrowTerminatingError(ErrorRecords.From(failure, null));
            throw;
        }
    }
}
