using System.Globalization;
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
    private protected override string? Holdup
    {
        get
        {
            DateTimeOffset? until = Client.GetRequestBudgets().Where(budget => budget is { Remaining: 0, Waiting: > 0 }).Max(budget => budget.ResetsAt);
            return until is null ? base.Holdup : string.Create(CultureInfo.InvariantCulture, $"Waiting for the request budget until {until.Value.ToLocalTime():HH:mm:ss}");
        }
    }

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
