using System.Globalization;

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

    /// <summary>The end of the window, in milliseconds since 1970 on the clock of whatever counts. It serves as the window's name.</summary>
    public long? Reset { get; init; }

    /// <summary>From the moment the answer was stamped to the end of the window, by the exchange's clocks; null until <see cref="At"/> is told that moment.</summary>
    public TimeSpan? UntilReset { get; init; }

    /// <summary>How long to wait, by the general HTTP header.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Until when to wait, by the same header, where the answer does not say how late it is there.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>The same, with how far off the end of the window was.</summary>
    /// <param name="stamp">When the exchange made the answer, on its clock; null where it does not say.</param>
    public RateReading At(DateTimeOffset? stamp) => this with
    {
        UntilReset = Reset is { } reset && stamp is { } ts ? DateTimeOffset.FromUnixTimeMilliseconds(reset) - ts : null,
    };

    /// <summary>For messages; empty where it tells nothing.</summary>
    public override string ToString() => Remaining is null && Limit is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $", the exchange counts {Remaining} of {Limit} left");
}
