namespace HtxFutures.Soak;

/// <summary>Clears a contract or the account every few seconds.</summary>
internal sealed class ClearWorker(Desk desk, Random random) : Worker(desk, random)
{
    protected override async Task WorkAsync(CancellationToken stop)
    {
        HtxFuturesClient client = await Desk.OpenAsync(stop);
        try
        {
            await Desk.Exchange.PlaceAsync(Desk.Account, Random.Next(40), 3);
            MassCancelScope scope = Random.Next(2) == 0 ? MassCancelScope.Account : MassCancelScope.Contract("BTC-USDT");
            MassCancelPlan plan = await client.Orders.PlanMassCancelAsync(scope, stop);
            var asked = plan.Orders.ToDictionary(order => order.OrderId, Desk.Reference);
            var answered = new List<(OrderReference, HtxCancelResult)>();
            await foreach (HtxCancelResult result in client.Orders.MassCancelAsync(plan, CancellationToken.None))
            {
                // One that was placed meanwhile is in the answer alone.
                if (asked.Remove(result.OrderId!, out OrderReference? order))
                {
                    answered.Add((order, result));
                }
                else
                {
                    Desk.Journal.Require(plan.Orders.All(known => known.OrderId != result.OrderId), $"{result.OrderId} was answered twice");
                }
            }

            Desk.Journal.Require(asked.Count == 0, $"{asked.Count} of {plan.Orders.Count} orders that were to be cleared were not answered");
            await Desk.Journal.CheckAsync(Desk.Exchange, Desk.Account, answered, alone: false);
        }
        finally
        {
            Desk.Close(client);
        }

        await PauseAsync(TimeSpan.FromSeconds(Random.Next(1, 4)), stop);
    }
}
