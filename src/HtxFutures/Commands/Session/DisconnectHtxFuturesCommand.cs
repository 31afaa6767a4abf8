using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Running;
using HtxFutures.Sessions;

namespace HtxFutures.Commands;

/// <summary>Ends a session and wipes its secret.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "HtxFutures", SupportsShouldProcess = true)]
public sealed class DisconnectHtxFuturesCommand : HtxCommandBase
{
    /// <summary>The sessions to end; the runspace's default unless given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Session(Several = true)]
    [ArgumentCompleter(typeof(SessionCompleter))]
    [ValidateNotNullOrEmpty]
    public HtxSession[]? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (HtxSession session in Session ?? [Default()])
        {
            if (session.Unfit is { } unfit)
            {
                Fail(unfit, session.Name);
            }

            // One that is closed already is where it should be.
            if (ShouldProcess(session.Name, "Close session and wipe its secret key"))
            {
                if (SessionEnd.Close(session) is { } warning)
                {
                    WriteWarning(warning);
                }
            }
        }
    }

    private HtxSession Default()
    {
        try
        {
            return SessionResolver.Resolve(null, SessionStore.Current);
        }
        catch (HtxException failure)
        {
            Fail(failure);
            throw;
        }
    }
}
