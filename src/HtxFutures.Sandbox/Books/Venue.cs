using HtxFutures.Sandbox.Market;

namespace HtxFutures.Sandbox.Books;

/// <summary>What all accounts of one exchange share.</summary>
/// <param name="Options">How the exchange behaves.</param>
/// <param name="Clock">Its time.</param>
/// <param name="Sequences">The numbers that it gives out.</param>
/// <param name="Contracts">What it lists.</param>
/// <param name="Prices">What that trades at.</param>
internal sealed record Venue(SandboxOptions Options, ExchangeClock Clock, Sequences Sequences, ContractList Contracts, MarketPrices Prices);
