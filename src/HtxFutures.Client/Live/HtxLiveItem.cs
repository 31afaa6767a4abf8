namespace HtxFutures;

/// <summary>What a watch brings: an order that has changed, or something to know about the watching itself.</summary>
public sealed class HtxLiveItem
{
    internal HtxLiveItem(HtxOrder order) => Order = order;

    internal HtxLiveItem(HtxLiveNotice notice, string message) => (Notice, Message) = (notice, message);

    /// <summary>The order as it is now, with what changed (<see cref="HtxOrder.Change"/>); null with a notice.</summary>
    public HtxOrder? Order { get; }

    /// <summary>What there is to know; null with an order.</summary>
    public HtxLiveNotice? Notice { get; }

    /// <summary>The same in words, for people; null with an order.</summary>
    public string? Message { get; }
}
