namespace HtxFutures.Calls.Answers;

/// <summary>What every answer of the exchange has in common.</summary>
internal readonly record struct Envelope
{
    /// <summary>The exchange's code; null where the answer has none, as that of the public time stamp.</summary>
    public int? Code { get; init; }

    /// <summary>What the exchange wrote where the code belongs, such as <c>api-signature-not-valid</c>, where that is a word and no number; else null.</summary>
    public string? Word { get; init; }

    /// <summary>The older status word: ok, error, maintain (facts 3.1); null in V5 answers.</summary>
    public string? Status { get; init; }

    /// <summary>Whether something beside the code says that it failed: the status word error, <c>success</c> false, or <c>unknownException</c> true (facts 3.1).</summary>
    public bool DeniesSuccess { get; init; }

    /// <summary>The exchange's text, fit to be shown; null where it gave none.</summary>
    public string? Message { get; init; }

    /// <summary>When the exchange made the answer; null where it does not say.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The JSON of <c>data</c>; empty where it is absent or null.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }
}
