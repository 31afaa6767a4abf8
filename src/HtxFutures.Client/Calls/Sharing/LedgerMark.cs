namespace HtxFutures.Calls.Sharing;

/// <summary>Where the ledger stood when it answered.</summary>
/// <param name="Epoch">Its name since it was begun.</param>
/// <param name="Version">How often it had been changed.</param>
/// <param name="Behind">By how much its clock was behind the medium's, in microseconds.</param>
internal readonly record struct LedgerMark(string Epoch, long Version, long Behind);
