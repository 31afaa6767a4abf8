using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using HtxFutures.Orders;

namespace HtxFutures.Formatting;

/// <summary>What is shown of an order that is no property of it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OrderText
{
    /// <summary>How long ago it was placed, or a position opened, as in <c>42s</c>, <c>3m</c>, <c>5h</c>, <c>12d</c>, <c>3y</c>; null where the exchange did not say when.</summary>
    /// <remarks>
    /// By the exchange's clock, as <c>Get-HtxOrder -OlderThan</c> counts, so that the two agree where the local clock is
    /// off; it goes with the order, also where its session is closed. Where the order came out of a job or a file, the
    /// local clock has to do.
    /// </remarks>
    public static string? Age(object? order) => Span(order) is { } age ? Brief(age) : null;

    /// <summary>The same as a span of time, to be sorted and compared.</summary>
    public static TimeSpan? Span(object? order) => order switch
    {
        IShownOrder known => Now(known) - known.CreatedAt,
        PSObject { BaseObject: IShownOrder known } => Now(known) - known.CreatedAt,
        PSObject { BaseObject: HtxPosition position } => (position.Origin?.Clock?.Now ?? DateTimeOffset.UtcNow) - position.CreatedAt,
        PSObject rebuilt => DateTimeOffset.UtcNow - InvariantText.Time(rebuilt.Properties["CreatedAt"]?.Value),
        _ => null,
    };

    /// <param name="order">The order.</param>
    /// <param name="now">On the exchange's clock.</param>
    internal static string? Age(IShownOrder order, DateTimeOffset now) => order.CreatedAt is { } placed ? Brief(now - placed) : null;

    /// <summary>What it trades, in one line, as in <c>BTC-USDT Buy 3 at 65000 (New), 4m old</c>.</summary>
    /// <param name="order">The order.</param>
    /// <param name="now">On the exchange's clock.</param>
    internal static string Describe(IShownOrder order, DateTimeOffset now)
    {
        string state = order is HtxOrder known ? $" ({(known.State == OrderState.Unknown ? known.RawState ?? "state unknown" : known.State)})" : "";
        string age = Age(order, now) is { } text ? $", {text} old" : "";
        return $"{order.ContractCode} {order.Trade}{state}{age}";
    }

    /// <summary>The exchange's time as the session knows it that an order came by.</summary>
    internal static DateTimeOffset Now(PSObject row) => row.BaseObject is IShownOrder known ? Now(known) : DateTimeOffset.UtcNow;

    private static DateTimeOffset Now(IShownOrder order) => order.Origin?.Clock?.Now ?? DateTimeOffset.UtcNow;

    // Never negative: the estimate of the exchange's clock may be some milliseconds behind.
    private static string Brief(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => Whole(Math.Max(age.TotalSeconds, 0), 's'),
        { TotalHours: < 1 } => Whole(age.TotalMinutes, 'm'),
        { TotalDays: < 1 } => Whole(age.TotalHours, 'h'),
        { TotalDays: < 1000 } => Whole(age.TotalDays, 'd'),
        _ => Whole(age.TotalDays / 365, 'y'),
    };

    private static string Whole(double count, char unit) => string.Create(CultureInfo.InvariantCulture, $"{(long)count}{unit}");
}
