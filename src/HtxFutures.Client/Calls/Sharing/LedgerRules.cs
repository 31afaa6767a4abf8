namespace HtxFutures.Calls.Sharing;

/// <summary>What a ledger begins with.</summary>
/// <param name="Limit">Requests per window, until the exchange says otherwise.</param>
/// <param name="Interval">The length of a window, likewise.</param>
internal sealed record LedgerRules(int Limit, TimeSpan Interval);
