using HtxFutures.Sandbox.Books.Orders;

namespace HtxFutures.Sandbox.Books.Algo;

/// <summary>
/// The algo orders that are attached to orders. They have their ids from the start, and come into effect, or are forgotten,
/// when the order ends (desk facts 1.8).
/// </summary>
internal sealed class AttachedAlgos
{
    private readonly Venue _venue;
    private readonly AlgoIntake _intake;
    private readonly AlgoShelves _shelves;
    private readonly AlgoQueue _queue;
    private readonly Dictionary<long, BookedAlgo[]> _byOrder = [];

    public AttachedAlgos(Venue venue, AlgoIntake intake, AlgoShelves shelves, AlgoQueue queue, OrderBook orders)
    {
        (_venue, _intake, _shelves, _queue) = (venue, intake, shelves, queue);
        orders.Added += Attach;
        orders.Ended += Detach;
    }

    private void Attach(BookedOrder order)
    {
        SandboxAlgoTemplate[] stops = AttachedStops.Of(order.View, _venue.Options.AttachedTogether).ToArray();
        if (stops.Length > 0)
        {
            _byOrder.Add(order.Id, Array.ConvertAll(stops, stop => _intake.Accept(stop, order)));
        }
    }

    private void Detach(BookedOrder order, DateTimeOffset at)
    {
        if (!_byOrder.Remove(order.Id, out BookedAlgo[]? stops))
        {
            return;
        }

        Action<BookedAlgo> goOn = Spawns(order.View) ? stop => Spawn(stop, order.View, at) : _shelves.Forget;
        Array.ForEach(stops, goOn);
    }

    private bool Spawns(SandboxOrder order) =>
        order.State == SandboxOrderState.Filled || (order.FilledVolume > 0 && _venue.Options.PartlyFilledSpawns);

    private void Spawn(BookedAlgo stop, SandboxOrder order, DateTimeOffset at)
    {
        DateTimeOffset shown = _venue.Clock.Shown(at);
        stop.View = stop.View with { Terms = stop.Terms with { Volume = order.FilledVolume }, CreatedAt = shown, UpdatedAt = shown };
        _queue.Add(stop, AlgoTurn.TakeEffect, at + _venue.Options.AlgoLag);
    }
}
