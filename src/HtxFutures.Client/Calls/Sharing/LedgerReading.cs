namespace HtxFutures.Calls.Sharing;

/// <summary>What an answer of the exchange has announced.</summary>
/// <param name="Limit">Requests allowed in a window.</param>
/// <param name="Interval">The length of a window.</param>
/// <param name="Remaining">Requests that were left in its window; null where it did not say, or where that may be over.</param>
/// <param name="OthersFor">How long, at the longest, requests of programs that do not share would count in it.</param>
internal sealed record LedgerReading(int Limit, TimeSpan Interval, int? Remaining, TimeSpan OthersFor);
