namespace HtxFutures.Cancelling;

/// <summary>A cancel that the exchange took, and whose order is not final yet.</summary>
/// <param name="result">What is known of it.</param>
/// <param name="since">When the exchange took it, on the monotonic clock.</param>
internal sealed class WatchedCancel(HtxCancelResult result, long since)
{
    public HtxCancelResult Result { get; } = result;

    public long Since { get; } = since;

    /// <summary>How often it was looked for.</summary>
    public int Looks { get; set; }

    /// <summary>The order, by all that is known of its name.</summary>
    public OrderReference Order => OrderReference.AsNamed(Result.ContractCode, Result.OrderId, Result.ClientOrderId);
}
