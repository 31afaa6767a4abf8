using HtxFutures.Calls.Answers;

namespace HtxFutures.Calls;

/// <summary>One sending of a request: what happened, and what came back.</summary>
/// <param name="Happening">What happened.</param>
/// <param name="Envelope">The answer; empty where none could be read.</param>
/// <param name="Failure">What went wrong; null where it was done.</param>
/// <param name="Rest">How long the budget must rest; zero unless the answer asks for it.</param>
internal readonly record struct Attempt(Happening Happening, Envelope Envelope, HtxException? Failure, TimeSpan Rest = default)
{
    /// <summary>When it began, on the monotonic clock; zero where nothing was sent.</summary>
    public long Sent { get; init; }
}
