namespace HtxFutures.Client.Tests.Support;

/// <summary>A connected client in virtual time, whose calls come back when they are done.</summary>
internal sealed class Desk : IDisposable
{
    private Desk(HtxFuturesClient client, VirtualTime time)
    {
        Client = client;
        Time = time;
    }

    public HtxFuturesClient Client { get; }

    public VirtualTime Time { get; }

    public static Desk Open(HttpMessageHandler handler, VirtualTime time, Func<HtxConnectOptions, HtxConnectOptions>? configure = null)
    {
        HtxConnectOptions options = Options(handler, time);
        options = configure?.Invoke(options) ?? options;
        return new Desk(time.Run(() => HtxFuturesClient.ConnectAsync(options)), time);
    }

    /// <summary>Options for a client in virtual time: own budgets, and jitter that is the same in every run.</summary>
    public static HtxConnectOptions Options(HttpMessageHandler handler, VirtualTime time) => new()
    {
        Credential = TestKeys.Credential(),
        Handler = handler,
        TimeProvider = time,
        Budgets = new BudgetRegistry(time),
        Jitter = new Random(1),
    };

    public List<HtxOrder> List(OpenOrdersQuery? query = null) => Time.Run(async () =>
    {
        var orders = new List<HtxOrder>();
        await foreach (HtxOrder order in Client.Orders.ListOpenAsync(query).ConfigureAwait(false))
        {
            orders.Add(order);
        }

        return orders;
    });

    public HtxOrder? Find(OrderReference order) => Time.Run(() => Client.Orders.FindAsync(order));

    public HtxCancelResult Cancel(OrderReference order) => Time.Run(() => Client.Orders.CancelAsync(order));

    /// <summary>Cancels the recorded order by its exchange id.</summary>
    public HtxCancelResult CancelRecorded() => Cancel(OrderReference.Create(Recorded.ContractCode, Recorded.OrderId));

    public void Dispose() => Client.Dispose();
}
