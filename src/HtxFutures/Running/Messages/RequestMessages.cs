using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using HtxFutures.Calls;

namespace HtxFutures.Running.Messages;

/// <summary>What there is to say of a cmdlet's requests, until its pipeline thread says it: only that thread may.</summary>
internal sealed class RequestMessages : IRequestListener
{
    private readonly ConcurrentQueue<RequestMessage> _messages;
    private readonly string _about;
    private volatile string? _trouble;
    private int _warned;
    private int _answers;

    /// <summary>Makes the place where they wait to be said.</summary>
    public RequestMessages()
        : this(new(), null)
    {
    }

    private RequestMessages(ConcurrentQueue<RequestMessage> messages, string? account)
    {
        _messages = messages;
        _about = account is null ? "" : $"{account}: ";
    }

    /// <summary>Why a request has to be sent again; null since one was answered as it should.</summary>
    public string? Trouble => _trouble;

    /// <summary>How far the requests have come, in words.</summary>
    public string Answers => _answers switch
    {
        0 => "No answer yet",
        1 => "1 request answered",
        int count => string.Create(CultureInfo.InvariantCulture, $"{count} requests answered"),
    };

    /// <summary>Those of one account of several. They wait here to be said, and name it.</summary>
    /// <param name="account">The account; null where nobody needs to be told which.</param>
    public RequestMessages Of(string? account) => new(_messages, account);

    /// <summary>Takes the next message out, if there is one.</summary>
    public bool TryTake([NotNullWhen(true)] out RequestMessage? message) => _messages.TryDequeue(out message);

    /// <inheritdoc/>
    public void Answered(Attempt attempt)
    {
        string wait = attempt.Budget is null ? "" : string.Create(CultureInfo.InvariantCulture, $", {attempt.Waited.TotalMilliseconds:0} ms in line for the budget");
        Say(RequestMessageKind.Debug, string.Create(CultureInfo.InvariantCulture, $"{attempt.Request}: attempt {attempt.Number}{wait}, {attempt.Outcome}{attempt.Rate}."));
        Say(RequestMessageKind.Verbose, $"{attempt}.");
        if (attempt.Outcome == AttemptOutcome.Done)
        {
            _trouble = null;
            Interlocked.Increment(ref _answers);
        }
    }

    /// <inheritdoc/>
    public void Repeats(Attempt attempt, TimeSpan pause)
    {
        string when = attempt.Outcome == AttemptOutcome.ClockOff
            ? "as soon as the clock has been measured again"
            : string.Create(CultureInfo.InvariantCulture, $"in {pause.TotalMilliseconds:0} ms");
        _trouble = attempt.Failure?.Message;
        Say(RequestMessageKind.Debug, $"{attempt.Failure?.Message} It is sent again {when}.");

        // Our own requests never exceed the budget. Once is enough: the next would be news of the same.
        if (attempt.Outcome == AttemptOutcome.OverBudget && Interlocked.Exchange(ref _warned, 1) == 0)
        {
            Say(RequestMessageKind.Warning, string.Create(
                CultureInfo.InvariantCulture,
                $"{attempt.Failure?.Message} It is sent again in {Math.Ceiling(pause.TotalSeconds):0} s. Other programs draw on this account's request budget, too: stop them, or this takes longer."));
        }
    }

    private void Say(RequestMessageKind kind, string text) => _messages.Enqueue(new RequestMessage(kind, _about + text));
}
