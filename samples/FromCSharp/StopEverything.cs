using System.Diagnostics;

namespace HtxFutures.FromCSharp;

/// <summary>Lists what is open, cancels it, and checks with the exchange that nothing is left.</summary>
internal sealed class StopEverything(HtxFuturesClient client)
{
    private const int RowsShown = 20;

    /// <returns>Whether every order was cancelled and the exchange shows none open.</returns>
    public async Task<bool> RunAsync()
    {
        var watch = Stopwatch.StartNew();
        List<HtxOrder> orders = await client.Orders.ListOpenAsync().ToListAsync();
        Print(orders);

        // What is of one contract travels together, and results come out as they are known.
        List<HtxCancelResult> results = await client.Orders.BeginCancelRun().RunAsync(orders.ToAsyncEnumerable()).ToListAsync();
        Print(results, watch.Elapsed);

        int left = await CountOpenAsync();
        Console.WriteLine($"Open at the exchange now: {left}");
        foreach (HtxRequestBudget budget in client.GetRequestBudgets())
        {
            Console.WriteLine($"Budget {budget.Bucket,-5}  {budget.Remaining} of {budget.Limit} left for {budget.Interval.TotalSeconds:0} s, {budget.Rejections} refused");
        }

        return results.Count == orders.Count && left == 0 && results.All(result => result.Outcome is CancelOutcome.Accepted or CancelOutcome.Canceled or CancelOutcome.AlreadyCanceled);
    }

    // An accepted cancel takes effect some tens of milliseconds later (facts 2.1); the exchange is asked until it has.
    private async Task<int> CountOpenAsync()
    {
        int left = 0;
        for (int attempt = 0; attempt < 20; attempt++)
        {
            left = await client.Orders.ListOpenAsync().CountAsync();
            if (left == 0)
            {
                break;
            }

            await Task.Delay(50);
        }

        return left;
    }

    private static void Print(List<HtxOrder> orders)
    {
        Console.WriteLine();
        Console.WriteLine($"{"Contract",-17} {"Order id",-20} {"Side",-5} {"Margin",-9} {"Price",12} {"Volume",8} {"Filled",8}  State");
        foreach (HtxOrder order in orders.Take(RowsShown))
        {
            Console.WriteLine($"{order.ContractCode,-17} {order.OrderId,-20} {order.Side,-5} {order.MarginMode,-9} {order.Price,12} {order.Volume,8} {order.FilledVolume,8}  {order.State}");
        }

        if (orders.Count > RowsShown)
        {
            Console.WriteLine($"… and {orders.Count - RowsShown} more");
        }
    }

    private static void Print(List<HtxCancelResult> results, TimeSpan took)
    {
        Console.WriteLine();
        foreach (IGrouping<CancelOutcome, HtxCancelResult> group in results.GroupBy(result => result.Outcome).OrderBy(group => group.Key))
        {
            Console.WriteLine($"{group.Key,-18} {group.Count()}");
        }

        Console.WriteLine($"{results.Count} orders listed, and every cancel answered, in {took.TotalSeconds:0.00} s");
    }
}
