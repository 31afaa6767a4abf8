namespace HtxFutures.Client.Tests.Support;

/// <summary>A connected client in virtual time, whose calls come back when they are done.</summary>
internal sealed class Desk : IDisposable
{
    private readonly HtxConnectOptions _options;

    private Desk(HtxConnectOptions options, VirtualTime time)
    {
        _options = options;
        Time = time;
        Client = time.Run(() => HtxFuturesClient.ConnectAsync(options));
    }

    public HtxFuturesClient Client { get; }

    public VirtualTime Time { get; }

    public static Desk Open(HttpMessageHandler handler, VirtualTime time, Func<HtxConnectOptions, HtxConnectOptions>? configure = null)
    {
        HtxConnectOptions options = TestConnection.Within(handler, time);
        return new Desk(configure?.Invoke(options) ?? options, time);
    }

    /// <summary>Opens another session of the account, in the same process; closed by the caller.</summary>
    /// <param name="configure">What is other about it; null for nothing.</param>
    public HtxFuturesClient Connect(Func<HtxConnectOptions, HtxConnectOptions>? configure = null)
    {
        HtxConnectOptions options = _options with { Credential = TestKeys.Credential() }; // the first is wiped with its session
        return Time.Run(() => HtxFuturesClient.ConnectAsync(configure?.Invoke(options) ?? options));
    }

    public List<HtxOrder> List(OpenOrdersQuery? query = null) => Time.Run(async () => await Client.Orders.ListOpenAsync(query).ToListAsync().ConfigureAwait(false));

    public HtxOrder? Find(OrderReference order) => Time.Run(() => Client.Orders.FindAsync(order));

    public HtxCancelResult Cancel(OrderReference order) => Time.Run(() => Client.Orders.CancelAsync(order));

    /// <summary>Cancels the recorded order by its exchange id.</summary>
    public HtxCancelResult CancelRecorded() => Cancel(OrderReference.Create(Recorded.ContractCode, Recorded.OrderId));

    /// <summary>Stops orders in one run, and waits for all results.</summary>
    public List<HtxCancelResult> Stop(IEnumerable<OrderReference> orders, TimeSpan? wait = null) => Time.Run(() => Client.Orders.StopAsync(orders, wait));

    /// <summary>Stops orders as somebody has seen them in one run, and waits for all results.</summary>
    public List<HtxCancelResult> Stop(IEnumerable<HtxOrder> orders, TimeSpan? wait = null) => Time.Run(() => Client.Orders.StopAsync(orders, wait));

    /// <summary>Waits for all results that a run still owes, and ends it.</summary>
    public List<HtxCancelResult> Drain(CancelRun run) => Time.Run(() => run.DrainAsync());

    public MassCancelPlan Plan(MassCancelScope scope) => Time.Run(() => Client.Orders.PlanMassCancelAsync(scope));

    public List<HtxCancelResult> Clear(MassCancelScope scope) => Clear(Plan(scope));

    public List<HtxCancelResult> Clear(MassCancelPlan plan, TimeSpan? wait = null) => Time.Run(async () => await Client.Orders.MassCancelAsync(plan, wait).ToListAsync().ConfigureAwait(false));

    public HtxAutoCancel Enable(TimeSpan timeout, bool? keepAlive = null) => Time.Run(() => Client.Switch.EnableAsync(timeout, keepAlive));

    public HtxAutoCancel Disable() => Time.Run(() => Client.Switch.DisableAsync());

    public void Dispose() => Client.Dispose();
}
