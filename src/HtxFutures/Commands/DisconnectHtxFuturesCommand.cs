using System.Globalization;
using System.Management.Automation;
using HtxFutures.Binding;
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
                HtxAutoCancel autoCancel = session.AutoCancel;
                bool wasOpen = session.State == HtxSessionState.Open;
                SessionStore.Current.Remove(session);
                session.Close();
                if (wasOpen && (autoCancel.Enabled || autoCancel.InDoubt))
                {
                    WriteWarning(StaysArmed(session, autoCancel));
                }
            }
        }
    }

    // Not switched off by itself: whoever set it wants open orders to end with the one who watches them, and the end of
    // a session is that end. But nobody should be surprised by it.
    private static string StaysArmed(HtxSession session, HtxAutoCancel autoCancel)
    {
        string when = autoCancel is { Enabled: true, InDoubt: false, TriggersAt: { } at }
            ? string.Create(CultureInfo.InvariantCulture, $"stays set{(autoCancel.KeepAlive ? " and is no longer renewed" : "")}: the exchange cancels all open orders of the account at {at.ToLocalTime():yyyy-MM-dd HH:mm:ss zzz} on its clock")
            : "may be set, since its last setting was not answered: then the exchange cancels all open orders of the account when its time is over";
        return $"HTX session '{session.Name}': the dead-man's switch {when}. To prevent that, connect again and call Disable-HtxAutoCancel, or Enable-HtxAutoCancel to set it anew.";
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
