using HtxFutures.Calls.Answers;

namespace HtxFutures.Calls;

/// <summary>How a call ended, after all its attempts.</summary>
internal readonly record struct CallResult
{
    /// <summary>What became of the last attempt.</summary>
    public required AttemptOutcome Outcome { get; init; }

    /// <summary>The last answer; empty where none could be read.</summary>
    public required Envelope Envelope { get; init; }

    /// <summary>How often what it does was sent so far, refusals for want of budget included.</summary>
    public required int Attempts { get; init; }

    /// <summary>Whether one of the attempts may have run without telling so.</summary>
    public required bool MayHaveRun { get; init; }

    /// <summary>When the last attempt began, on the monotonic clock; zero where none was sent.</summary>
    public long Sent { get; init; }

    /// <summary>What went wrong; null only where <see cref="Outcome"/> is <see cref="AttemptOutcome.Done"/>.</summary>
    public required HtxException? Failure { get; init; }

    /// <summary>The envelope of a call that was done.</summary>
    /// <exception cref="HtxException">It was not done.</exception>
    public Envelope Require() => Failure is null ? Envelope : throw Failure;
}
