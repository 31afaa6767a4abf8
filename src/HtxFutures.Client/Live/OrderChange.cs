using System.Globalization;

namespace HtxFutures.Live;

/// <summary>What changed, in words.</summary>
internal static class OrderChange
{
    /// <summary>It was there before anybody watched.</summary>
    public const string Open = "Open";

    /// <summary>It is not open any more, and the exchange does not say what became of it.</summary>
    public const string Vanished = "Vanished";

    /// <summary>What changed.</summary>
    /// <param name="known">The order as it was seen before; null where it was not.</param>
    /// <param name="order">The order as it is.</param>
    public static string Of(HtxOrder? known, HtxOrder order) => order.State switch
    {
        OrderState.Filled => "Filled",
        OrderState.Canceled => $"Canceled{Reason(order)}",
        OrderState.PartiallyCanceled => $"Canceled, {Filled(order)} filled{Reason(order)}",
        OrderState.Rejected => $"Rejected{Reason(order)}",
        OrderState.Unknown => $"State {order.RawState ?? "not given"}",
        _ when order.FilledVolume > (known?.FilledVolume ?? 0) => $"Part filled {Filled(order)}",
        _ when known is null => "Placed",
        _ when known.State == OrderState.Unknown => "Open again",
        _ when known.Price != order.Price || known.Volume != order.Volume => "Amended",
        _ => "Changed",
    };

    private static string Filled(HtxOrder order) => string.Create(CultureInfo.InvariantCulture, $"{order.FilledVolume:0.############################} of {order.Volume:0.############################}");

    private static string Reason(HtxOrder order) => order.CancelReason is { } reason ? $" ({reason})" : "";
}
