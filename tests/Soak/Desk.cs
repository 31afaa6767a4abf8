namespace HtxFutures.Soak;

/// <summary>An account at the exchange, and what everybody who works with it needs.</summary>
/// <param name="exchange">The exchange.</param>
/// <param name="account">The account's number, from 1.</param>
/// <param name="journal">Where all is noted.</param>
internal sealed class Desk(ExchangeProcess exchange, int account, Journal journal)
{
    // Short, so that answers that never come do not take up all of a short run.
    private static readonly TimeSpan s_requestTimeout = TimeSpan.FromSeconds(2);

    public ExchangeProcess Exchange { get; } = exchange;

    public int Account { get; } = account;

    public Journal Journal { get; } = journal;

    /// <summary>Opens a session, trying until the faults let it.</summary>
    public async Task<HtxFuturesClient> OpenAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                HtxFuturesClient client = await HtxFuturesClient.ConnectAsync(
                    new HtxConnectOptions
                    {
                        Credential = Exchange.Credential(Account),
                        Endpoint = HtxEndpoint.Parse(Exchange.Address.GetLeftPart(UriPartial.Authority)),
                        RequestTimeout = s_requestTimeout,
                    },
                    stop);
                Journal.Open();
                return client;
            }
            catch (HtxException failure)
            {
                Journal.Count(failure);
            }
        }
    }

    /// <summary>Closes a session.</summary>
    public void Close(HtxFuturesClient client)
    {
        client.Dispose();
        Journal.Close();
    }

    /// <summary>The open orders, or what could be had of them.</summary>
    public async Task<List<HtxOrder>> ListAsync(HtxFuturesClient client, CancellationToken stop)
    {
        var orders = new List<HtxOrder>();
        try
        {
            await foreach (HtxOrder order in client.Orders.ListOpenAsync(cancellationToken: stop))
            {
                orders.Add(order);
            }
        }
        catch (HtxException failure)
        {
            Journal.Count(failure);
        }

        Journal.Require(orders.Select(order => order.OrderId).Distinct().Count() == orders.Count, "an order was listed twice");
        return orders;
    }

    public static OrderReference Reference(HtxOrder order) => OrderReference.Create(order.ContractCode, order.OrderId);
}
