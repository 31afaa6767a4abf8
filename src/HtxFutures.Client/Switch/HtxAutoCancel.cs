using System.Globalization;

namespace HtxFutures;

/// <summary>
/// The exchange's dead-man's switch as this process has set it: unless it is set again in time, the exchange cancels every
/// open order of the account, but no trigger, take-profit, stop-loss or trailing order. It belongs to the account: all
/// sessions of an account show the same, and other programs may set it as well; the exchange cannot be asked how it
/// stands (facts 2.4).
/// </summary>
public sealed class HtxAutoCancel
{
    internal HtxAutoCancel()
    {
    }

    /// <summary>The name of the account it belongs to, as the client was given it; null where it was given none.</summary>
    public string? Account { get; internal set; }

    /// <summary>Whether the exchange has confirmed it, and its deadline cannot have passed.</summary>
    public bool Enabled { get; internal set; }

    /// <summary>Whether it is renewed from the background, by whichever session.</summary>
    public bool KeepAlive { get; internal set; }

    /// <summary>How long after each setting it triggers, as it was asked for; null where it is switched off.</summary>
    public TimeSpan? Timeout { get; internal set; }

    /// <summary>The same in milliseconds: plain in JSON.</summary>
    public long? TimeoutMs => (long?)Timeout?.TotalMilliseconds;

    /// <summary>When the exchange took the last setting, on its clock, in UTC; null where there was none.</summary>
    public DateTimeOffset? ExchangeTime { get; internal set; }

    /// <summary>When it triggers, or has triggered, on the exchange's clock, in UTC; null where it is switched off.</summary>
    public DateTimeOffset? TriggersAt { get; internal set; }

    /// <summary>Whether its deadline has passed: the exchange has cancelled all orders that were open then.</summary>
    public bool Triggered { get; internal set; }

    /// <summary>
    /// Whether the exchange may hold another setting than is shown here, or may yet come to it: one was sent and not
    /// answered, and the exchange may have run it, or run it later. The confirmed one is set again from the background
    /// until that is over.
    /// </summary>
    public bool InDoubt { get; internal set; }

    /// <summary>What the last setting from the background failed with; null where it did not.</summary>
    public string? LastError { get; internal set; }

    /// <summary>The same in a few words, with the local time of day.</summary>
    public override string ToString() => this switch
    {
        { Enabled: true, TriggersAt: { } at } => string.Create(
            CultureInfo.InvariantCulture, $"until {at.ToLocalTime():HH:mm:ss}{(KeepAlive ? ", kept alive" : "")}{(LastError is not null ? ", renewing fails" : InDoubt ? ", in doubt" : "")}"),
        { Triggered: true, TriggersAt: { } at } => string.Create(CultureInfo.InvariantCulture, $"triggered {at.ToLocalTime():HH:mm:ss}{(InDoubt ? ", in doubt" : "")}"),
        { InDoubt: true } => "in doubt",
        _ => "off",
    };
}
