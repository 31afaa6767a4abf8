namespace HtxFutures.Calls.Budget;

/// <summary>What an answer tells of the exchange's own count (facts 5). What it does not tell is null.</summary>
internal readonly record struct RateReading
{
    /// <summary>Requests allowed in a window.</summary>
    public int? Limit { get; init; }

    /// <summary>The length of a window.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Requests left in the window when this one was counted.</summary>
    public int? Remaining { get; init; }

    /// <summary>The end of the window, in milliseconds on the clock of whatever counts. It serves as the window's name.</summary>
    public long? Reset { get; init; }

    /// <summary>From the moment the answer was stamped to the end of the window, by the exchange's clocks.</summary>
    public TimeSpan? UntilReset { get; init; }
}
