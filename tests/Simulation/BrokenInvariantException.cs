namespace HtxFutures.Simulation;

/// <summary>What must always hold did not.</summary>
/// <param name="message">What did not hold.</param>
public sealed class BrokenInvariantException(string message) : Exception(message);
