namespace HtxFutures.Live;

/// <summary>What a listing is to show.</summary>
/// <param name="Before">The orders that are known as open.</param>
/// <param name="Contracts">The contracts in which orders may have been placed and have ended since the listing before; the exchange lists finished ones by contract alone.</param>
/// <param name="Since">When that was, on the exchange's clock; null where there was none, and nothing before this moment matters.</param>
internal sealed record ListingAim(IReadOnlyList<HtxOrder> Before, IReadOnlyList<string> Contracts, DateTimeOffset? Since);
