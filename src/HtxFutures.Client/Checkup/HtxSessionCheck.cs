using HtxFutures.Errors;

namespace HtxFutures;

/// <summary>One thing that a session needs, and whether it has it.</summary>
public sealed record HtxSessionCheck
{
    /// <summary>What was checked, as one word: NameResolution, Tls, Latency, ClockOffset, Service, Signature, ReadPermission, TradePermission; Session where there is none.</summary>
    public required string Check { get; init; }

    /// <summary>Whether it is as it should be. False also where it could not be checked.</summary>
    public required bool Passed { get; init; }

    /// <summary>What was found.</summary>
    public required string Value { get; init; }

    /// <summary>What the user can do about it; null where there is nothing to do.</summary>
    public string? Advice
    {
        get => Guidance;
        init => Guidance = value;
    }

    /// <summary>The same, for an interface that has names of its own for what serves to do it.</summary>
    internal Guidance? Guidance { get; init; }
}
