namespace HtxFutures.Fuzzing.Oracles;

/// <summary>By the oracle's reading, this is garbled or contradicts itself.</summary>
internal sealed class UnreadableException : Exception;
