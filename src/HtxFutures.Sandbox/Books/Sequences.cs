namespace HtxFutures.Sandbox.Books;

/// <summary>The numbers that one exchange gives out, each series consecutive, as ids in one batch were recorded (facts 2.6).</summary>
internal sealed class Sequences
{
    private long _orderId = 1_550_000_000_000_000_000;
    private long _clientOrderId = 577_000_000_000_000_000;
    private long _algoId = 1_570_000_000_000_000_000;
    private long _pastOrderId = 1_540_000_000_000_000_000;
    private long _tradeId = 150_000_000;
    private long _uid = 100_000_000;

    // Short, and alike in all types: a row's id says nothing beside rows of another type.
    private readonly Dictionary<string, long> _algoRows = new(StringComparer.Ordinal);

    public long NextOrderId() => ++_orderId;

    /// <summary>The next id of an order that was placed before the exchange began: smaller than those of all that are placed on it.</summary>
    public long NextPastOrderId() => ++_pastOrderId;

    public long NextTradeId() => ++_tradeId;

    public long NextClientOrderId() => ++_clientOrderId;

    public long NextAlgoId() => ++_algoId;

    /// <summary>The next cursor id of a type (desk facts 1.3).</summary>
    public long NextAlgoRow(string type) => _algoRows[type] = _algoRows.GetValueOrDefault(type, 1_160_000) + 1;

    public long NextUid() => ++_uid;

    /// <summary>The cursor ids of finished orders.</summary>
    public RowIds FinishedRows { get; } = new();

    /// <summary>The cursor ids of executions.</summary>
    public RowIds FillRows { get; } = new();
}
