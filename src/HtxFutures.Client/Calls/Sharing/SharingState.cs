namespace HtxFutures.Calls.Sharing;

/// <summary>How a budget stands with its ledger.</summary>
/// <param name="Sharers">Who shares, this process among them, as far as it was told; 1 where it never was.</param>
/// <param name="Free">Places that nobody held when the ledger was heard last, and those in hand.</param>
/// <param name="Share">The part of the limit that it keeps to without the ledger; null where the ledger grants.</param>
internal readonly record struct SharingState(int Sharers, int Free, int? Share);
