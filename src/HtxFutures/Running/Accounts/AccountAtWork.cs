using System.Globalization;
using HtxFutures.Journal;
using HtxFutures.Running.Messages;
using HtxFutures.Sessions;

namespace HtxFutures.Running.Accounts;

/// <summary>An account that a cmdlet works on, beside others or alone.</summary>
/// <param name="session">The session to work through.</param>
/// <param name="messages">Takes what there is to say of its requests.</param>
/// <param name="command">The cmdlet's name.</param>
internal sealed class AccountAtWork(HtxSession session, RequestMessages messages, string command)
{
    /// <summary>The session to work through.</summary>
    public HtxSession Session => session;

    /// <summary>The session's name.</summary>
    public string Name => session.Name;

    /// <summary>What names the session in a command that is advised for it: <c> -Session 'desk'</c>; empty where it is the default.</summary>
    public string Argument { get; } = SessionArgument.Of(session);

    /// <summary>The session's client. Its desks are to be heard by <see cref="Messages"/>.</summary>
    public HtxFuturesClient Client => session.Client;

    /// <summary>Is told of the requests that are made for the cmdlet.</summary>
    public RequestMessages Messages => messages;

    /// <summary>Makes rows of what becomes known to the cmdlet.</summary>
    public CommandJournal Journal => new(session.Journal, session.Name, command);

    /// <summary>What would meet all that is still to be done for it; null while there is nothing such.</summary>
    public HtxException? End { get; private set; }

    /// <summary>What <see cref="End"/> has met.</summary>
    public object? EndTarget { get; private set; }

    /// <summary>How far its part has come, in words; asked only when it is shown.</summary>
    public Func<string>? Counted { get; set; }

    /// <summary>What holds up the answer that is being waited for; null where there is nothing to tell but that it takes time.</summary>
    public string? Holdup
    {
        get
        {
            DateTimeOffset? until = session.State == HtxSessionState.Closed ? null : Client.GetRequestBudgets().Where(budget => budget is { Remaining: 0, Waiting: > 0 }).Max(budget => budget.ResetsAt);
            return until is null ? messages.Trouble : string.Create(CultureInfo.InvariantCulture, $"Request budget: more at {until.Value.ToLocalTime():HH:mm:ss}");
        }
    }

    /// <summary>How it stands, in words.</summary>
    public string Status => Counted?.Invoke() ?? Holdup ?? messages.Answers;

    /// <summary>Takes note of what would meet all that is still to be done; the first is what is told.</summary>
    public void Ends(HtxException failure, object? target)
    {
        if (End is null)
        {
            (End, EndTarget) = (failure, target);
        }
    }
}
