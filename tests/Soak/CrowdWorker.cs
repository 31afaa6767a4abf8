namespace HtxFutures.Soak;

/// <summary>Many callers at once on one session: each stops an order of its own, or looks one up.</summary>
internal sealed class CrowdWorker(Desk desk, Random random) : Worker(desk, random)
{
    private const int Callers = 64;

    protected override async Task WorkAsync(CancellationToken stop)
    {
        HtxFuturesClient client = await Desk.OpenAsync(stop);
        try
        {
            var placed = await Desk.Exchange.PlaceAsync(Desk.Account, Callers, Random.Next(1, 8));
            var answered = new (OrderReference, HtxCancelResult)?[placed.Length];
            bool[] looks = [.. placed.Select(_ => Random.Next(4) == 0)];
            await Parallel.ForAsync(0, placed.Length, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (i, _) =>
            {
                OrderReference order = OrderReference.Create(placed[i].ContractCode, placed[i].OrderId);
                if (looks[i])
                {
                    await LookUpAsync(client, order);
                }
                else
                {
                    answered[i] = (order, await client.Orders.CancelAsync(order, CancellationToken.None));
                }
            });

            // Others clear this account, so an order may be cancelled by them.
            await Desk.Journal.CheckAsync(Desk.Exchange, Desk.Account, [.. answered.OfType<(OrderReference, HtxCancelResult)>()], alone: false);
        }
        finally
        {
            Desk.Close(client);
        }
    }

    private async Task LookUpAsync(HtxFuturesClient client, OrderReference order)
    {
        try
        {
            Desk.Journal.Require(await client.Orders.FindAsync(order) is not null, $"{order} was not found");
        }
        catch (HtxException failure)
        {
            Desk.Journal.Count(failure);
        }
    }
}
