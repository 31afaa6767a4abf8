namespace HtxFutures.Runs;

/// <summary>What is said of an item, and how surely. An operation adds what became of it, in its own words.</summary>
/// <param name="Certainty">How far it can be relied on.</param>
/// <param name="Message">The same for people.</param>
/// <param name="Failure">What went wrong, or why it is open; null where it is neither.</param>
internal abstract record Verdict(Certainty Certainty, string Message, HtxException? Failure);
