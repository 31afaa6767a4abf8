namespace HtxFutures.Calls.Sharing;

/// <summary>Places that count for as long.</summary>
/// <param name="For">For how long yet.</param>
/// <param name="Count">How many.</param>
internal readonly record struct LedgerSpan(TimeSpan For, int Count);
