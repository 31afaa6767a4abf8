using System.Collections.Concurrent;
using HtxFutures.Calls;
using HtxFutures.Orders;
using HtxFutures.Runs;

namespace HtxFutures.Positions.Closing;

/// <summary>
/// Looks at many closes once: at the orders of those that may have run and whose end was not told, and after that at the
/// positions, whose one listing serves all. So that a position is gone is always seen after what was seen of its order.
/// </summary>
/// <param name="orders">Looks at orders.</param>
/// <param name="positions">Lists positions.</param>
/// <param name="news">Has been told of the ends of some orders, where somebody has them told.</param>
internal sealed class CloseLooks(OrderStates orders, PositionListing positions, IOrderNews news)
{
    /// <summary>Finds out what became of closes by such looks.</summary>
    /// <param name="connection">What they go through: while it answers anybody who looks, patience goes on.</param>
    public Settlement<CloseItem, CloseState> Settle(ExchangeConnection connection) =>
        new(LookAsync, state => state.IsFinal, connection.Budgets.Read.SilentSince, connection.Time);

    private async Task LookAsync(IReadOnlyList<CloseItem> wanted, Action<CloseItem, Sight<CloseState>> seen, CancellationToken cancellationToken)
    {
        var found = new ConcurrentDictionary<SoughtOrder, Sight<HtxOrder>>();
        var sought = new List<SoughtOrder>();
        foreach (CloseItem item in wanted.Where(item => item.MayHaveClosed))
        {
            if (item.OrderId is { } id && news.EndOf(id) is { } told)
            {
                found[item.Sought] = new Sight<HtxOrder>(told);
            }
            else
            {
                sought.Add(item.Sought);
            }
        }

        await orders.LookAsync(sought, (order, sight) => found[order] = sight, cancellationToken).ConfigureAwait(false);
        (IReadOnlyList<HtxPosition> listed, HtxException? trouble) = await ListAsync(wanted, cancellationToken).ConfigureAwait(false);
        foreach (CloseItem item in wanted)
        {
            CloseState state = State(item, found.GetValueOrDefault(item.Sought), listed, trouble);
            seen(item, new Sight<CloseState>(state with { IsFinal = CloseSights.IsFinal(item, state) }));
        }
    }

    private async Task<(IReadOnlyList<HtxPosition> Listed, HtxException? Trouble)> ListAsync(IReadOnlyList<CloseItem> wanted, CancellationToken cancellationToken)
    {
        string? contract = wanted.Select(item => item.Position.ContractCode).Distinct().Take(2).ToArray() is [var only] ? only : null;
        try
        {
            return (await positions.ReadAsync(contract, cancellationToken).ConfigureAwait(false), null);
        }
        catch (HtxException failure)
        {
            return ([], failure);
        }
    }

    private static CloseState State(CloseItem item, Sight<HtxOrder> order, IReadOnlyList<HtxPosition> listed, HtxException? trouble)
    {
        try
        {
            return trouble is null ? new CloseState(order, item.Position.Among(listed)) : new CloseState(order, null, trouble);
        }
        catch (HtxException unclear)
        {
            return new CloseState(order, null, unclear);
        }
    }
}
