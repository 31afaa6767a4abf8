namespace HtxFutures.Commands.Past;

/// <summary>What is asked for at once.</summary>
/// <param name="Contracts">The contracts.</param>
/// <param name="OrderIds">Orders of the one contract that is named; null for all.</param>
internal sealed record NamedPast(string[] Contracts, string[]? OrderIds = null);
