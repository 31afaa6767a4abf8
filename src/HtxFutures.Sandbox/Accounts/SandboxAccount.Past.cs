using HtxFutures.Sandbox.Books;
using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Books.Samples;

namespace HtxFutures.Sandbox;

/// <content>What is over: finished orders that nobody has seen open, and executions.</content>
public sealed partial class SandboxAccount
{
    /// <summary>All executions, in the order of their rows.</summary>
    public IReadOnlyList<SandboxFill> Fills => WithBook(_ => Books.Fills.Walk(new Cursor(0)).Select(fill => fill.View).ToArray());

    /// <summary>Plants an order that has ended, with its executions. Positions and money stay as they are.</summary>
    /// <param name="past">What was placed, and what became of it.</param>
    /// <returns>The order as it ended.</returns>
    /// <exception cref="ArgumentException">The volumes make no sense, or the client id is none.</exception>
    public SandboxOrder AddPastOrder(SandboxPastOrder past)
    {
        ArgumentNullException.ThrowIfNull(past);
        if (past.Terms.Volume <= 0 || past.Fills.Any(fill => fill.Volume <= 0) || past.Fills.Sum(fill => fill.Volume) > past.Terms.Volume)
        {
            throw new ArgumentException("The volumes must be more than zero, and those of the executions lie within the order's.", nameof(past));
        }

        long? clientId = ParseClientId(past.Terms);
        return WithBook(_ => AddPast(past, clientId));
    }

    /// <summary>
    /// Plants what a desk might find in the morning: finished orders of the last hours, and some of the days before, of several
    /// contracts and both margin modes, filled at once or in parts, cancelled by hand and by the system, among them a liquidation.
    /// Open orders, positions and money stay as they are. The same for a seed and a moment. Of a contract and a margin mode none begins before the one before it has ended, so that it does not matter by which of its times an order is kept.
    /// </summary>
    /// <param name="count">How many orders; zero or more.</param>
    /// <param name="contracts">Over how many contracts they spread, 1 to 50, as for <see cref="AddSampleOrders"/>.</param>
    /// <returns>The orders, oldest first.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public IReadOnlyList<SandboxOrder> AddSampleNight(int count, int contracts = 5)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(contracts, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(contracts, SampleContracts.Count);
        return WithBook(_ => new SampleNight(_pastRandom, PositionMode, _venue.Clock.Now)
            .Draw(count, contracts)
            .Select(past => AddPast(past, _pastRandom.Next(2) == 0 ? _venue.Sequences.NextClientOrderId() : null))
            .ToArray());
    }

    private SandboxOrder AddPast(SandboxPastOrder past, long? clientId)
    {
        SandboxOrder order = PastOrders.View(_venue.Sequences.NextPastOrderId(), clientId, past, _venue.Clock.Now);
        Books.Orders.AddFinished(order);
        foreach (SandboxPastFill fill in past.Fills)
        {
            Books.Fills.Add(order, fill, OrderWords.RoleOf(order.Type));
        }

        return order;
    }
}
