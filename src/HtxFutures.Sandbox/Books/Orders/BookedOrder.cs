namespace HtxFutures.Sandbox.Books.Orders;

/// <summary>An order in the exchange's hands: what is shown of it, and what the exchange keeps to itself.</summary>
internal sealed class BookedOrder(long id, long clientId, SandboxOrder view)
{
    public long Id { get; } = id;

    public long ClientId { get; } = clientId;

    public SandboxOrder View { get; set; } = view;

    /// <summary>A cancel of it would be accepted, and could come too late.</summary>
    public bool MayGetAway => View is { IsOpen: true, IsCanceling: false };

    /// <summary>A cancel was accepted, and it will come too late.</summary>
    public bool FillsBeforeCancel { get; set; }

    /// <summary>When it ended, on the steady base.</summary>
    public DateTimeOffset EndedAt { get; set; }

    /// <summary>What its executions have earned that are written down: the rest is that of the next.</summary>
    public decimal ProfitWrittenDown { get; set; }

    /// <summary>The cursor id in the history; zero while the order is open.</summary>
    public long HistoryId { get; set; }

    /// <summary>The member <c>id</c>: the order id while open, another number in the history (facts 2.8, 2.9).</summary>
    public string QueryId => HistoryId == 0 ? View.OrderId : OrderId.Text(HistoryId);
}
