using HtxFutures.AlgoOrders;
using HtxFutures.Balances;
using HtxFutures.Calls;
using HtxFutures.Orders;
using HtxFutures.Positions;

namespace HtxFutures.Exposure;

/// <summary>
/// Looks once at all that can trade or move an account. The parts are begun in the order in which one turns into the next
/// (an algo order fires, an order fills), and read side by side.
/// </summary>
internal sealed class ExposureLook(Caller caller)
{
    /// <summary>Looks. What cannot be read is told in the row.</summary>
    /// <param name="autoCancel">The dead-man's switch as it is known.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task<HtxExposure> TakeAsync(HtxAutoCancel autoCancel, CancellationToken cancellationToken)
    {
        DateTimeOffset asOf = caller.Connection.Clock.Now.ToUniversalTime();
        var algos = ExposurePart<List<HtxAlgoOrder>>.ReadAsync("algo orders", AllAsync(new AlgoOrderListing(caller).ListActiveAsync(AlgoOrderListing.Types, null, null, cancellationToken)));
        var orders = ExposurePart<List<HtxOrder>>.ReadAsync("open orders", AllAsync(new OrderListing(caller).ListOpenAsync(null, null, cancellationToken)));
        var positions = ExposurePart<List<HtxPosition>>.ReadAsync("positions", AllAsync(new PositionListing(caller).ListAsync(null, cancellationToken)));
        var balance = ExposurePart<HtxBalance>.ReadAsync("balance", new BalanceLook(caller).TakeAsync(cancellationToken));
        await Task.WhenAll(algos, orders, positions, balance).ConfigureAwait(false);
        return Row(await orders.ConfigureAwait(false), await algos.ConfigureAwait(false), await positions.ConfigureAwait(false), await balance.ConfigureAwait(false), autoCancel, asOf);
    }

    private HtxExposure Row(
        ExposurePart<List<HtxOrder>> orders, ExposurePart<List<HtxAlgoOrder>> algos, ExposurePart<List<HtxPosition>> positions, ExposurePart<HtxBalance> balance,
        HtxAutoCancel autoCancel, DateTimeOffset asOf) => new()
        {
            Account = caller.Connection.Account.Name,
            OpenOrders = orders.Value?.Count,
            AlgoOrders = algos.Value?.Count,
            Positions = positions.Value?.Count,
            PositionVolume = Sum(positions.Value, position => position.Volume),
            UnrealizedProfit = positions.Value?.Select(Quote).Distinct().Count() > 1 ? null : Sum(positions.Value, position => position.UnrealizedProfit),
            Equity = balance.Value?.Equity,
            MarginRate = balance.Value?.MarginRate,
            AutoCancel = autoCancel,
            AsOf = asOf,
            Failures = [.. new[] { orders.Missing, algos.Missing, positions.Missing, balance.Missing }.OfType<HtxException>()],
            Ambiguity = balance.Value?.Ambiguity,
        };

    /// <summary>The sum of a figure; null where one of them is not known.</summary>
    private static decimal? Sum(List<HtxPosition>? positions, Func<HtxPosition, decimal?> figure)
    {
        try
        {
            // Of nullable numbers, the framework's own sum leaves out those that are null.
            return positions?.Aggregate((decimal?)0, (sum, position) => sum + figure(position));
        }
        catch (OverflowException)
        {
            return null; // no figures of this world
        }
    }

    // In the currency that its contract is quoted in, profit is made (facts 2.1).
    private static string Quote(HtxPosition position) => position.ContractCode.Split('-') is [_, var quote, ..] ? quote : position.ContractCode;

    private static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> listing)
    {
        var rows = new List<T>();
        await foreach (T row in listing.ConfigureAwait(false))
        {
            rows.Add(row);
        }

        return rows;
    }
}
