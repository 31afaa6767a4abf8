namespace HtxFutures.Sandbox.Orders;

/// <summary>The numbers that one exchange gives out, each series consecutive, as ids in one batch were recorded (facts 2.6).</summary>
internal sealed class Sequences
{
    private long _orderId = 1_550_000_000_000_000_000;
    private long _historyId = 1_560_000_000_000_000_000;
    private long _clientOrderId = 577_000_000_000_000_000;
    private long _uid = 100_000_000;

    public long NextOrderId() => ++_orderId;

    public long NextHistoryId() => ++_historyId;

    public long NextClientOrderId() => ++_clientOrderId;

    public long NextUid() => ++_uid;
}
