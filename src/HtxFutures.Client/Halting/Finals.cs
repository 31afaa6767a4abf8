using HtxFutures.AlgoOrders;
using HtxFutures.Calls;
using HtxFutures.Orders;
using HtxFutures.Orders.Stopping;
using HtxFutures.Runs;

namespace HtxFutures.Halting;

/// <summary>
/// Finds out how orders ended whose cancel the exchange took, among the finished ones: for hundreds, a few pages. That also
/// finds those that the answer to a mass cancel of the account names by their ids alone, without contracts. What a listing
/// that failed, or one that goes by creation (desk facts A3), has not shown is then looked for once more, by its id too;
/// and one whose contract nobody knows, since all of its orders were gone before a listing had shown one, by its id alone.
/// </summary>
/// <param name="caller">Asks for them.</param>
/// <param name="news">Has been told of some, where somebody has it told: these are not asked for.</param>
/// <param name="ledger">Has the rows.</param>
internal sealed class Finals(Caller caller, IOrderNews news, HaltLedger ledger)
{
    // Finished orders come newest first, and one that was placed long ago may be anywhere among them.
    private const int MostRows = 2000;

    // So many that are not found by their ids alone, and the next would fare like these.
    private const int MostMisses = 3;

    // Somebody waits for the report, and a read of each of hundreds takes a window of the budget for every 72.
    private static readonly TimeSpan s_longestSecondLook = TimeSpan.FromSeconds(10);

    private readonly OrderListing _orders = new(caller);
    private readonly OrderLookup _lookup = new(caller, caller.Connection.Account);
    private readonly AlgoOrderListing _algos = new(caller);

    /// <summary>Finds them, and tells the ledger what became of each. Those that are not found stay as they are: taken on by the exchange.</summary>
    /// <param name="contractCodes">Where those may be that have no contract in their rows.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task FindAsync(IReadOnlyCollection<string> contractCodes, CancellationToken cancellationToken)
    {
        Dictionary<string, HtxStopRow> orders = Open(OrderKind.Order);
        foreach ((string orderId, HtxStopRow row) in orders.ToArray())
        {
            if (news.EndOf(orderId) is { } order)
            {
                orders.Remove(orderId);
                ledger.Replace(row, HaltRows.Found(row, order, OrderEndings.Followed(order)));
            }
        }

        // All listings are chosen before the first is read, which takes out what it shows.
        Dictionary<string, HtxStopRow> algos = Open(OrderKind.AlgoOrder);
        IAsyncEnumerable<HtxOrder>[] finishedOrders = [.. FinishedOrders(orders, contractCodes, cancellationToken)];
        IAsyncEnumerable<HtxAlgoOrder>[] finishedAlgos = [.. FinishedAlgos(algos, cancellationToken)];
        await Task.WhenAll(
        [
            .. finishedOrders.Select(listing => SearchAsync(listing, orders, OrderEndings.Followed)),
            .. finishedAlgos.Select(listing => SearchAsync(listing, algos, Ending)),
        ]).ConfigureAwait(false);
        await LookAgainAsync(orders, algos, cancellationToken).ConfigureAwait(false);
    }

    private async Task LookAgainAsync(Dictionary<string, HtxStopRow> orders, Dictionary<string, HtxStopRow> algos, CancellationToken cancellationToken)
    {
        using var tooLong = new CancellationTokenSource(s_longestSecondLook, caller.Connection.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        var orderStates = new OrderStates(_orders, _lookup);
        var algoStates = new AlgoOrderStates(_algos, new AlgoOrderLookup(caller));
        try
        {
            await SearchByIdAsync(orders, either.Token).ConfigureAwait(false);
            await Task.WhenAll(
                LookAgainAsync(orderStates, OrderKind.Order, orders, OrderEndings.Followed, either.Token),
                LookAgainAsync(algoStates, OrderKind.AlgoOrder, algos, Ending, either.Token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The rows that are left say that the exchange took the cancels.
        }
    }

    private Task LookAgainAsync<TOrder>(
        OrderLooks<TOrder> states, OrderKind kind, Dictionary<string, HtxStopRow> rows, Func<TOrder, CancelVerdict> ending, CancellationToken cancellationToken)
        where TOrder : class, IShownOrder
    {
        // That they were there is known; but their listings have been read, so each is to be asked for if these show it no more than before.
        SoughtOrder[] left = [.. rows.Values.Where(row => !IsNameless(row))
            .Select(row => new SoughtOrder(OrderReference.AsNamed(row.ContractCode, row.OrderId, row.ClientOrderId, kind), null, hasExisted: false))];
        return states.LookAsync(left, Seen, cancellationToken);

        void Seen(SoughtOrder sought, Sight<TOrder> sight)
        {
            if (sight.State is { IsFinal: true } order)
            {
                Found(rows, order, ending(order));
            }
        }
    }

    /// <summary>Asks for orders without a contract, one at a time: where one was, others may have been, and a page shows a hundred of them.</summary>
    private async Task SearchByIdAsync(Dictionary<string, HtxStopRow> orders, CancellationToken cancellationToken)
    {
        int misses = 0;
        foreach (HtxStopRow row in orders.Values.Where(IsNameless).ToArray())
        {
            if (misses == MostMisses)
            {
                return;
            }

            if (!orders.ContainsKey(row.OrderId!))
            {
                continue; // found beside another
            }

            if (await LookUpAsync(row, cancellationToken).ConfigureAwait(false) is { IsFinal: true } order)
            {
                Found(orders, order, OrderEndings.Followed(order));
                IEnumerable<IAsyncEnumerable<HtxOrder>> beside = orders.Values.Any(IsNameless) ? FinishedIn(order.ContractCode, cancellationToken) : [];
                await Task.WhenAll(beside.Select(listing => SearchAsync(listing, orders, OrderEndings.Followed))).ConfigureAwait(false);
            }
            else
            {
                misses++;
            }
        }
    }

    private async Task<HtxOrder?> LookUpAsync(HtxStopRow row, CancellationToken cancellationToken)
    {
        try
        {
            return await _lookup.FindAsync(OrderReference.AsNamed(row.ContractCode, row.OrderId, row.ClientOrderId), cancellationToken).ConfigureAwait(false);
        }
        catch (HtxException)
        {
            return null;
        }
    }

    private static bool IsNameless(HtxStopRow row) => row.ContractCode.Length == 0;

    private Dictionary<string, HtxStopRow> Open(OrderKind kind)
    {
        var open = new Dictionary<string, HtxStopRow>();
        foreach (HtxStopRow row in ledger.Rows.Where(row => row.Kind == kind.ToString() && IsOpen(row)))
        {
            open[row.OrderId!] = row;
        }

        return open;
    }

    private static bool IsOpen(HtxStopRow row) =>
        row.OrderId is not null && (row.Outcome is nameof(CancelOutcome.Accepted) or nameof(CancelOutcome.Pending) || row is { Outcome: nameof(CancelOutcome.Unknown), Attempts: 0 });

    private IEnumerable<IAsyncEnumerable<HtxOrder>> FinishedOrders(Dictionary<string, HtxStopRow> sought, IEnumerable<string> anywhere, CancellationToken cancellationToken)
    {
        IEnumerable<string> named = sought.Values.Where(row => !IsNameless(row)).Select(row => row.ContractCode);
        return named.Concat(sought.Values.Any(IsNameless) ? anywhere : [])
            .Distinct(StringComparer.Ordinal)
            .SelectMany(contract => FinishedIn(contract, cancellationToken));
    }

    private IEnumerable<IAsyncEnumerable<HtxOrder>> FinishedIn(string contractCode, CancellationToken cancellationToken) =>
        OrderLookup.MarginModes.Select(mode => _orders.ListFinishedAsync(contractCode, mode, null, cancellationToken));

    private IEnumerable<IAsyncEnumerable<HtxAlgoOrder>> FinishedAlgos(Dictionary<string, HtxStopRow> sought, CancellationToken cancellationToken) =>
        sought.Count == 0 ? [] : AlgoOrderListing.Types.Select(type => _algos.ListFinishedAsync(type, null, null, cancellationToken));

    // What one that fired has placed is not looked for here: it is among what the next look shows, order or position.
    private static CancelVerdict Ending(HtxAlgoOrder algo) => AlgoEndings.Followed(algo) is { Outcome: CancelOutcome.Filled } fired && algo.ChildOrderId is null
        ? fired with { Message = "It fired before it could be stopped; what it placed is stopped with the rest." }
        : AlgoEndings.Followed(algo);

    private async Task SearchAsync<TOrder>(IAsyncEnumerable<TOrder> orders, Dictionary<string, HtxStopRow> sought, Func<TOrder, CancelVerdict> ending)
        where TOrder : IShownOrder
    {
        int rows = 0;
        try
        {
            await foreach (TOrder order in orders.ConfigureAwait(false))
            {
                if (Found(sought, order, ending(order)) == 0 || ++rows >= MostRows)
                {
                    return;
                }
            }
        }
        catch (HtxException)
        {
            // They are looked for once more.
        }
    }

    /// <summary>Puts what is known of an order now in its row, if it is one of those sought.</summary>
    /// <returns>How many are left.</returns>
    private int Found(Dictionary<string, HtxStopRow> sought, IShownOrder order, CancelVerdict verdict)
    {
        lock (sought)
        {
            if (sought.Remove(order.OrderId, out HtxStopRow? row))
            {
                ledger.Replace(row, HaltRows.Found(row, order, verdict));
            }

            return sought.Count;
        }
    }
}
