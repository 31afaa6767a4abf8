using HtxFutures.Errors;

namespace HtxFutures;

/// <summary>One thing that a session needs, and whether it has it.</summary>
public sealed class HtxSessionCheck
{
    internal HtxSessionCheck()
    {
    }

    /// <summary>The name of the account it concerns, as the client was given it; null where it was given none, or there is no session.</summary>
    public string? Account { get; internal set; }

    /// <summary>What was checked, as one word: NameResolution, Tls, Latency, ClockOffset, Service, Signature, ReadPermission, TradePermission; Session where there is none.</summary>
    public string Check { get; internal set; } = "";

    /// <summary>Whether it is as it should be. False also where it could not be checked.</summary>
    public bool Passed { get; internal set; }

    /// <summary>What was found.</summary>
    public string Value { get; internal set; } = "";

    /// <summary>What the user can do about it; null where there is nothing to do.</summary>
    public string? Advice
    {
        get => Guidance;
        internal set => Guidance = value;
    }

    /// <summary>The same, for an interface that has names of its own for what serves to do it.</summary>
    internal Guidance? Guidance { get; set; }
}
