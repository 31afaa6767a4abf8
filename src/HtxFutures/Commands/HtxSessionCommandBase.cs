using System.Management.Automation;
using HtxFutures.Sessions;

namespace HtxFutures.Commands;

/// <summary>A cmdlet that works through a session: the one it is given, or the runspace's default.</summary>
public abstract class HtxSessionCommandBase : HtxCommandBase
{
    /// <summary>The session to work through; the runspace's default unless given.</summary>
    [Parameter]
    [ValidateNotNull]
    public HtxSession? Session { get; set; }

    /// <summary>The session to work through, found once, before anything is done.</summary>
    private protected HtxSession CurrentSession { get; private set; } = null!;

    /// <summary>The session's client, which tells this cmdlet of its requests.</summary>
    private protected HtxFuturesClient Client { get; private set; } = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            CurrentSession = SessionResolver.Resolve(Session, SessionStore.Current.Default);
            Client = CurrentSession.Client.ToldTo(Messages);
        }
        catch (HtxException failure)
        {
            OnNotConnected(failure);
            return;
        }

        WriteSessionWarnings();
    }

    /// <summary>Called where there is no session to work through; ends the cmdlet.</summary>
    private protected virtual void OnNotConnected(HtxException failure) => Fail(failure, Session);

    /// <summary>Tells what has happened in the session's background since somebody was told.</summary>
    private protected void WriteSessionWarnings()
    {
        foreach (string text in Client.TakeWarnings())
        {
            WriteWarning($"HTX session '{CurrentSession.Name}': {text}");
        }
    }
}
