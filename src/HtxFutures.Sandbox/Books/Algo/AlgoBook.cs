using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Codes;

namespace HtxFutures.Sandbox.Books.Algo;

/// <summary>
/// The algo orders of one account and what becomes of them. They rest outside the book of orders and place theirs into it
/// when they fire. As there, nothing happens by itself: <see cref="CatchUp"/> applies what has fallen due.
/// </summary>
internal sealed class AlgoBook
{
    private readonly Venue _venue;
    private readonly Random _random;
    private readonly ChildOrders _children;

    // The algo id decides between what falls due at the same instant, so that runs repeat exactly.
    private readonly PriorityQueue<(BookedAlgo Algo, AlgoTurn Turn), (DateTimeOffset DueAt, long Id)> _turns = new();
    private readonly Dictionary<long, BookedAlgo[]> _attached = [];

    public AlgoBook(Venue venue, Random random, OrderBook orders)
    {
        (_venue, _random, _children) = (venue, random, new ChildOrders(orders, venue));
        orders.Added += Attach;
        orders.Ended += Spawn;
    }

    public AlgoShelves Shelves { get; } = new();

    /// <summary>When something falls due next, on the steady base; null when nothing will.</summary>
    public DateTimeOffset? NextDueAt => _turns.TryPeek(out _, out (DateTimeOffset DueAt, long) next) ? next.DueAt : null;

    private SandboxOptions Options => _venue.Options;

    /// <summary>Takes one in; it comes into effect after a while, since the answer leaves before it does (desk facts C12).</summary>
    public BookedAlgo Add(SandboxAlgoTemplate terms, TimeSpan lag)
    {
        BookedAlgo algo = Accept(terms, parent: null);
        At(_venue.Clock.Steady + lag, algo, AlgoTurn.TakeEffect);
        CatchUp(_venue.Clock.Steady);
        return algo;
    }

    /// <summary>The one that a request names, in effect or not; the exchange's id wins. Null when there is none in that contract.</summary>
    public BookedAlgo? Resolve(string? contractCode, long? algoId, string? clientId)
    {
        BookedAlgo? algo = algoId is { } id ? Shelves.Find(id) : clientId is null ? null : Shelves.Find(clientId);
        bool isNamed = algoId is not null || algo is { View.IsOpen: true } || _venue.Clock.Steady < algo?.EndedAt + Options.ClientIdLife;
        return isNamed && algo is not null && (contractCode is null || algo.Terms.ContractCode == contractCode) ? algo : null;
    }

    /// <summary>Takes a client's cancel, null for an unknown one, and gives the code to answer with (desk facts 1.6).</summary>
    public int RequestCancel(BookedAlgo? algo, bool firesInstead)
    {
        int code = AlgoCodes.ForCancel(algo, Options);
        if (code == ReplyCode.Success)
        {
            BeginCancel(algo!, firesInstead);
        }

        return code;
    }

    /// <summary>Takes a client's cancel of all that are in effect, of a contract or of all.</summary>
    public void RequestCancelAll(string? contractCode)
    {
        foreach (BookedAlgo algo in InEffect(contractCode).Where(algo => algo.MayGetAway))
        {
            BeginCancel(algo, firesInstead: false);
        }
    }

    /// <summary>Cancels all that are in effect at once.</summary>
    public void CancelAll(DateTimeOffset at)
    {
        foreach (BookedAlgo algo in InEffect(null))
        {
            End(algo, SandboxAlgoState.Canceled, at);
        }
    }

    /// <summary>Fires an open one now, whatever the price.</summary>
    public void Fire(BookedAlgo algo, SandboxStop leg, DateTimeOffset at)
    {
        if (algo.Terms.Volume == 0)
        {
            // To close a whole position there would have to be one.
            End(algo, SandboxAlgoState.Failed, at);
            return;
        }

        algo.Child = _children.Place(algo, leg, at);
        End(algo, SandboxAlgoState.Effective, at);
    }

    /// <summary>Ends an open one.</summary>
    public void End(BookedAlgo algo, SandboxAlgoState state, DateTimeOffset at)
    {
        algo.View = algo.View with { State = state, IsCanceling = false, ChildOrderId = algo.Child?.View.OrderId, UpdatedAt = _venue.Clock.Shown(at) };
        algo.EndedAt = at;
        Shelves.End(algo);
    }

    /// <summary>The price of a contract has moved.</summary>
    public void Look(string contractCode, DateTimeOffset at)
    {
        foreach (BookedAlgo algo in InEffect(contractCode))
        {
            Look(algo, at);
        }
    }

    /// <summary>A position has been closed: what was to close it fails a while later (desk facts 1.8).</summary>
    public void PositionClosed(string contractCode, string positionSide, string marginMode, DateTimeOffset at)
    {
        if (Options.StopsFailAfter is not { } delay)
        {
            return;
        }

        foreach (BookedAlgo algo in Shelves.All.Where(algo => algo is { View.IsOpen: true, IsUnspawned: false, Terms.IsStop: true }))
        {
            if (algo.Terms.ContractCode == contractCode && algo.Terms.PositionSide == positionSide && algo.Terms.MarginMode == marginMode)
            {
                At(at + delay, algo, AlgoTurn.Fail);
            }
        }
    }

    public void CatchUp(DateTimeOffset until)
    {
        while (_turns.TryPeek(out (BookedAlgo Algo, AlgoTurn Turn) due, out (DateTimeOffset DueAt, long) next) && next.DueAt <= until)
        {
            _turns.Dequeue();
            Take(due.Algo, due.Turn, next.DueAt);
        }
    }

    private void Take(BookedAlgo algo, AlgoTurn turn, DateTimeOffset at)
    {
        switch (turn, algo.View.State)
        {
            case (AlgoTurn.TakeEffect, SandboxAlgoState.Waiting):
                algo.View = algo.View with { State = SandboxAlgoState.Active, UpdatedAt = algo.Terms.CreatedAt ?? _venue.Clock.Shown(at) };
                Shelves.Open(algo);
                Look(algo, at);
                break;
            case (AlgoTurn.EndCancel, SandboxAlgoState.Active) when algo.FiresBeforeCancel:
                Fire(algo, Leg(algo.Terms), at);
                break;
            case (AlgoTurn.EndCancel, SandboxAlgoState.Active):
                End(algo, SandboxAlgoState.Canceled, at);
                break;
            case (AlgoTurn.Fail, SandboxAlgoState.Active or SandboxAlgoState.Waiting):
                End(algo, SandboxAlgoState.Failed, at);
                break;
        }
    }

    /// <summary>The leg that one fires with where no price says which.</summary>
    public static SandboxStop Leg(SandboxAlgoTemplate terms) => terms.Loss ?? terms.Profit ?? new SandboxStop(terms.TriggerPrice);

    private void Look(BookedAlgo algo, DateTimeOffset at)
    {
        SandboxAlgoTemplate terms = algo.Terms;
        if (algo.Watch.See(terms, type => _venue.Prices.PriceOf(terms.ContractCode, type)) is { } leg)
        {
            Fire(algo, leg, at);
        }
    }

    private void BeginCancel(BookedAlgo algo, bool firesInstead)
    {
        DateTimeOffset now = _venue.Clock.Steady;
        algo.View = algo.View with { IsCanceling = true };
        algo.FiresBeforeCancel = _random.NextDouble() < Options.FillWhileCancelingRate || firesInstead;
        At(now + Options.CancelDelay, algo, AlgoTurn.EndCancel);
        CatchUp(now);
    }

    private BookedAlgo Accept(SandboxAlgoTemplate terms, BookedOrder? parent)
    {
        long algoId = terms.AlgoId is { } wanted && OrderId.TryParse(wanted, out long given) ? given : _venue.Sequences.NextAlgoId();
        long id = _venue.Sequences.NextAlgoRow(AlgoWords.For(terms.Type));
        terms = Options.AlgoClientIds switch
        {
            AlgoClientIds.Lost => terms with { ClientAlgoId = null },
            AlgoClientIds.Replaced => terms with { ClientAlgoId = OrderId.Text(algoId) },
            _ => terms,
        };
        DateTimeOffset createdAt = terms.CreatedAt ?? _venue.Clock.Now;
        BookedAlgo algo = new(algoId, id, parent, new SandboxAlgoOrder
        {
            AlgoId = OrderId.Text(algoId),
            Id = OrderId.Text(id),
            Terms = terms,
            ParentOrderId = parent?.View.OrderId,
            CreatedAt = createdAt,
            UpdatedAt = createdAt,
        });
        _venue.Contracts.Add(terms.ContractCode);
        Shelves.Add(algo);
        return algo;
    }

    private void Attach(BookedOrder order)
    {
        SandboxAlgoTemplate[] terms = AttachedStops.Of(order.View, Options.AttachedTogether).ToArray();
        if (terms.Length > 0)
        {
            _attached.Add(order.Id, Array.ConvertAll(terms, stop => Accept(stop, order)));
        }
    }

    private void Spawn(BookedOrder order, DateTimeOffset at)
    {
        if (!_attached.Remove(order.Id, out BookedAlgo[]? stops))
        {
            return;
        }

        bool spawns = order.View.State == SandboxOrderState.Filled || (order.View.FilledVolume > 0 && Options.PartlyFilledSpawns);
        foreach (BookedAlgo stop in stops)
        {
            if (!spawns)
            {
                Shelves.Forget(stop);
                continue;
            }

            DateTimeOffset shown = _venue.Clock.Shown(at);
            stop.View = stop.View with { Terms = stop.Terms with { Volume = order.View.FilledVolume }, CreatedAt = shown, UpdatedAt = shown };
            At(at + Options.AlgoLag, stop, AlgoTurn.TakeEffect);
        }
    }

    /// <summary>Those in effect, of a contract or all, oldest first.</summary>
    private BookedAlgo[] InEffect(string? contractCode) => Enum.GetValues<SandboxAlgoType>()
        .SelectMany(type => Shelves.Walk(type, isOpen: true, new Cursor(0)))
        .Where(algo => contractCode is null || algo.Terms.ContractCode == contractCode)
        .OrderBy(algo => algo.AlgoId)
        .ToArray();

    private void At(DateTimeOffset dueAt, BookedAlgo algo, AlgoTurn turn) => _turns.Enqueue((algo, turn), (dueAt, algo.AlgoId));
}
