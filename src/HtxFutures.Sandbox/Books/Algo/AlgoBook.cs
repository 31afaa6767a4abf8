using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Books.Positions;
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
    private readonly AlgoTargets _targets;
    private readonly ChildOrders _children;
    private readonly AlgoIntake _intake;
    private readonly AlgoQueue _queue = new();

    public AlgoBook(Venue venue, Random random, OrderBook orders, PositionBook positions)
    {
        (_venue, _random) = (venue, random);
        _targets = new AlgoTargets(positions, venue.Options);
        _children = new ChildOrders(orders, venue);
        _intake = new AlgoIntake(venue, Shelves);
        _ = new AttachedAlgos(venue, _intake, Shelves, _queue, orders); // kept by the events of the orders
        positions.Closed += PositionClosed;
    }

    public AlgoShelves Shelves { get; } = new();

    /// <summary>When something falls due next, on the steady base; null when nothing will.</summary>
    public DateTimeOffset? NextDueAt => _queue.NextDueAt;

    private SandboxOptions Options => _venue.Options;

    /// <summary>Takes one in; it comes into effect after a while, since the answer leaves before it does (desk facts C12).</summary>
    public BookedAlgo Add(SandboxAlgoTemplate terms, TimeSpan lag)
    {
        BookedAlgo algo = _intake.Accept(terms);
        _queue.Add(algo, AlgoTurn.TakeEffect, _venue.Clock.Steady + lag);
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
        decimal volume = _targets.VolumeOf(algo.Terms);
        if (volume == 0)
        {
            // What is to close needs something to close.
            End(algo, SandboxAlgoState.Failed, at);
            return;
        }

        algo.Child = _children.Place(algo, leg, volume, at);
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
    private void PositionClosed(BookedPosition position, DateTimeOffset at)
    {
        if (Options.StopsFailAfter is not { } delay)
        {
            return;
        }

        foreach (BookedAlgo algo in Shelves.All.Where(algo => algo is { View.IsOpen: true, IsUnspawned: false, Terms.IsStop: true }))
        {
            if (_targets.KeyOf(algo.Terms) == position.Key)
            {
                _queue.Add(algo, AlgoTurn.Fail, at + delay);
            }
        }
    }

    /// <summary>What those in effect that can only close would close.</summary>
    public IEnumerable<(PositionKey Key, bool IsLong, decimal Volume)> Closing() => _targets.Closing(InEffect(null).Select(algo => algo.Terms));

    public void CatchUp(DateTimeOffset until)
    {
        foreach ((BookedAlgo algo, AlgoTurn turn, DateTimeOffset dueAt) in _queue.TakeUntil(until))
        {
            Take(algo, turn, dueAt);
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
        _queue.Add(algo, AlgoTurn.EndCancel, now + Options.CancelDelay);
        CatchUp(now);
    }

    /// <summary>Those in effect, of a contract or all, oldest first.</summary>
    private BookedAlgo[] InEffect(string? contractCode) => Enum.GetValues<SandboxAlgoType>()
        .SelectMany(type => Shelves.Walk(type, isOpen: true, new Cursor(0)))
        .Where(algo => contractCode is null || algo.Terms.ContractCode == contractCode)
        .OrderBy(algo => algo.AlgoId)
        .ToArray();
}
