using HtxFutures.Sandbox.Codes;

namespace HtxFutures.Sandbox.Books.Orders;

/// <summary>
/// The orders of one account and what becomes of them. Nothing happens by itself: <see cref="CatchUp"/>, called
/// before every use, applies what has fallen due, in the order in which it did.
/// </summary>
internal sealed class OrderBook(Venue venue, Random random)
{
    /// <summary>What market orders are executed at where no price is known.</summary>
    public const decimal AnyPrice = 1000m;

    private readonly SandboxOptions _options = venue.Options;
    private readonly ExchangeClock _clock = venue.Clock;
    private readonly Dictionary<long, BookedOrder> _byId = [];

    // The order that had a client id last, of those that have ended.
    private readonly Dictionary<long, BookedOrder> _endedByClientId = [];

    // The order id decides between cancels that fall due at the same instant, so that runs repeat exactly.
    private readonly PriorityQueue<BookedOrder, (DateTimeOffset DueAt, long Id)> _cancels = new();

    /// <summary>An order has been placed.</summary>
    public event Action<BookedOrder>? Added;

    /// <summary>A part of an order has been executed; told before its end.</summary>
    public event Action<BookedOrder, Execution>? Filled;

    /// <summary>An order has ended, at a moment on the steady base.</summary>
    public event Action<BookedOrder, DateTimeOffset>? Ended;

    public OpenOrders Open { get; } = new();

    public BookIndex<BookedOrder> Finished { get; } = new(order => order.HistoryId);

    /// <summary>All orders, oldest id first.</summary>
    public IEnumerable<BookedOrder> All => _byId.Values;

    /// <summary>When the dead-man's switch cancels everything, on the steady base; null when it is off.</summary>
    public DateTimeOffset? AutoCancelDueAt { get; set; }

    public BookedOrder Add(SandboxOrderTemplate template, long? clientId)
    {
        long id = venue.Sequences.NextOrderId();
        BookedOrder order = new(id, clientId ?? id, OrderViews.Placed(id, clientId ?? id, template, _clock.Now));
        _byId.Add(order.Id, order);
        venue.Contracts.Add(template.ContractCode);
        Open.Add(order);
        Added?.Invoke(order);
        if (order.View.FilledVolume == order.View.Volume)
        {
            Close(order, _clock.Steady);
        }

        return order;
    }

    public BookedOrder? FindById(long id) => _byId.GetValueOrDefault(id);

    /// <summary>The order that a client id names: an open one, or one that has not ended for longer than the id lives (desk facts C4).</summary>
    public BookedOrder? FindByClientId(long clientId) =>
        Open.FindByClientId(clientId)
        ?? (_endedByClientId.TryGetValue(clientId, out BookedOrder? ended) && _clock.Steady < ended.EndedAt + _options.ClientIdLife ? ended : null);

    /// <summary>The order that a request names; the exchange's id wins (facts 2.1, 2.7). Null when there is none in that contract.</summary>
    public BookedOrder? Resolve(string? contractCode, long? orderId, long? clientId)
    {
        BookedOrder? order = orderId is { } id ? FindById(id)
            : clientId is { } ownId ? FindByClientId(ownId)
            : null;
        return order is not null && (contractCode is null || order.View.ContractCode == contractCode) ? order : null;
    }

    /// <summary>Takes a client's cancel of an order, null for an unknown one, and gives the code to answer with (facts 3.2, "Order state").</summary>
    /// <param name="order">The order.</param>
    /// <param name="fillsInstead">The cancel, when it is accepted, is sure to lose the race.</param>
    public int RequestCancel(BookedOrder? order, bool fillsInstead)
    {
        if (order is null)
        {
            return _options.UnknownOrderCode;
        }

        if (!order.View.IsOpen)
        {
            return order.View.State == SandboxOrderState.Filled ? ReplyCode.AlreadyFilled : ReplyCode.AlreadyCanceled;
        }

        if (order.View.IsCanceling)
        {
            return ReplyCode.CancelInProgress;
        }

        BeginCancel(order, fillsInstead);
        return ReplyCode.Success;
    }

    /// <summary>Executes up to <paramref name="volume"/> contracts of an open order, at its price, or where it has none at that of the last trade.</summary>
    /// <param name="order">The order.</param>
    /// <param name="volume">How many contracts.</param>
    /// <param name="at">When, on the steady base.</param>
    /// <param name="takes">It takes what waits in the book, as market orders always do.</param>
    public void Fill(BookedOrder order, decimal volume, DateTimeOffset at, bool takes = false)
    {
        decimal price = order.View.Price > 0 ? order.View.Price : venue.Prices.LastOf(order.View.ContractCode) ?? AnyPrice;
        Execution execution = new(
            Math.Min(volume, order.View.Volume - order.View.FilledVolume), price, at, takes ? OrderWords.Taker : OrderWords.RoleOf(order.View.Type));
        order.View = OrderViews.Filled(order.View, execution, _clock.Shown(at));
        Filled?.Invoke(order, execution);
        if (!order.View.IsOpen)
        {
            Close(order, at);
        }
    }

    /// <summary>Ends an open order with what is left of it cancelled.</summary>
    public void Cancel(BookedOrder order, string reason, DateTimeOffset at)
    {
        order.View = OrderViews.Canceled(order.View, reason, _clock.Shown(at));
        Close(order, at);
    }

    /// <summary>When something falls due next, on the steady base; null when nothing will.</summary>
    public DateTimeOffset? NextDueAt
    {
        get
        {
            DateTimeOffset? cancel = _cancels.TryPeek(out _, out (DateTimeOffset DueAt, long) next) ? next.DueAt : null;
            return AutoCancelDueAt is not { } all || cancel < all ? cancel : all;
        }
    }

    public void CatchUp(DateTimeOffset until)
    {
        if (AutoCancelDueAt is { } dueAt && dueAt <= until)
        {
            CompleteCancels(dueAt);
            AutoCancelDueAt = null;
            foreach (BookedOrder order in Open.Walk(null, new Cursor(0)).ToArray())
            {
                Cancel(order, OrderWords.CanceledBySystem, dueAt);
            }
        }

        CompleteCancels(until);
    }

    private void BeginCancel(BookedOrder order, bool fillsInstead)
    {
        DateTimeOffset now = _clock.Steady;
        order.View = order.View with { IsCanceling = true };

        // Drawn even when the rate is zero, so that turning it up does not shift the other draws of a run.
        order.FillsBeforeCancel = random.NextDouble() < _options.FillWhileCancelingRate || fillsInstead;
        _cancels.Enqueue(order, (now + _options.CancelDelay, order.Id));
        CompleteCancels(now);
    }

    private void CompleteCancels(DateTimeOffset until)
    {
        while (_cancels.TryPeek(out BookedOrder? order, out (DateTimeOffset DueAt, long Id) next) && next.DueAt <= until)
        {
            _cancels.Dequeue();
            if (!order.View.IsOpen)
            {
                continue;
            }

            if (order.FillsBeforeCancel)
            {
                Fill(order, order.View.Volume, next.DueAt);
            }
            else
            {
                Cancel(order, OrderWords.CanceledByClient, next.DueAt);
            }
        }
    }

    /// <summary>Takes in an order that had ended before anybody looked: nothing follows from it any more.</summary>
    public BookedOrder AddFinished(SandboxOrder view)
    {
        BookedOrder order = new(OrderId.Parse(view.OrderId), OrderId.Parse(view.ClientOrderId), view);
        _byId.Add(order.Id, order);
        venue.Contracts.Add(view.ContractCode);
        PutAway(order, _clock.Steady + (view.UpdatedAt - _clock.Now));
        return order;
    }

    private void Close(BookedOrder order, DateTimeOffset at)
    {
        Open.Remove(order);
        PutAway(order, at);
        Ended?.Invoke(order, at);
    }

    private void PutAway(BookedOrder order, DateTimeOffset at)
    {
        order.EndedAt = at;
        _endedByClientId[order.ClientId] = order;
        order.HistoryId = venue.Sequences.FinishedRows.Next(_options.FinishedByCreation ? order.View.CreatedAt : order.View.UpdatedAt);
        Finished.Add(order);
    }
}
