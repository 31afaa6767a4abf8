namespace HtxFutures.Runs;

/// <summary>How a run goes about it.</summary>
/// <param name="Linger">How long a first item waits for others to travel with.</param>
/// <param name="Follows">How long to follow what the exchange took on, until it is final; null for not at all.</param>
internal sealed record RunOptions(TimeSpan Linger, Patience? Follows);
