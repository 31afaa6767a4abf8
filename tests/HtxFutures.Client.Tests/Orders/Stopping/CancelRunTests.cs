using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Orders.Stopping;

/// <summary>Orders that go in one by one travel together where they can, and come out one by one.</summary>
public sealed class CancelRunTests
{
    private readonly VirtualSandbox _sandbox = new();

    [Fact]
    public void Ten_orders_of_a_contract_travel_together_and_one_alone_goes_by_itself()
    {
        using Desk desk = _sandbox.Open();
        OrderReference[] orders = [.. Enumerable.Range(0, 21).Select(_ => VirtualSandbox.Reference(_sandbox.AddOrder())), VirtualSandbox.Reference(_sandbox.AddOrder("ETH-USDT"))];

        List<HtxCancelResult> results = Stop(desk, orders);
        Assert.Equal(orders.Select(order => order.OrderId).Order(StringComparer.Ordinal), results.Select(result => result.OrderId).Order(StringComparer.Ordinal));
        Assert.All(results, result => Assert.Equal((CancelOutcome.Accepted, 1), (result.Outcome, result.Attempts)));
        Assert.Equal(2, _sandbox.Exchange.Counters.RequestsTo(Paths.CancelBatch));
        Assert.Equal(2, _sandbox.Exchange.Counters.RequestsTo(Paths.CancelOrder));
    }

    [Fact]
    public void A_first_order_waits_twenty_milliseconds_for_company_and_no_longer()
    {
        using Desk desk = _sandbox.Open();
        CancelRun run = desk.Client.Orders.BeginCancelRun();
        Assert.True(run.TryPost(VirtualSandbox.Reference(_sandbox.AddOrder())));
        desk.Time.Advance(TimeSpan.FromMilliseconds(19));
        Assert.Equal(0, _sandbox.Exchange.Counters.RequestsTo(Paths.CancelOrder));
        desk.Time.Advance(TimeSpan.FromMilliseconds(2));
        Assert.Equal(1, _sandbox.Exchange.Counters.RequestsTo(Paths.CancelOrder));
        Assert.True(run.TryRead(out HtxCancelResult result));
        Assert.Equal(CancelOutcome.Accepted, result.Outcome);
        desk.Time.Run(() => run.DisposeAsync().AsTask());
    }

    [Fact]
    public void Orders_that_come_while_the_budget_is_spent_fill_the_requests_that_wait_for_it()
    {
        _sandbox.Account.SetLimit(SandboxRequestKind.Trade, 1);
        using Desk desk = _sandbox.Open(options => options with { Budgets = new BudgetRegistry(options.TimeProvider) { AssumedLimit = 1 } });
        OrderReference[] orders = [.. Enumerable.Range(0, 21).Select(_ => VirtualSandbox.Reference(_sandbox.AddOrder()))];
        CancelRun run = desk.Client.Orders.BeginCancelRun();
        foreach (OrderReference order in orders)
        {
            run.TryPost(order);
            desk.Time.Advance(TimeSpan.FromMilliseconds(25));
        }

        List<HtxCancelResult> results = desk.Drain(run);
        Assert.Equal(21, results.Count);
        Assert.Equal(1 + 2, _sandbox.Exchange.Counters.RequestsTo(Paths.CancelBatch) + _sandbox.Exchange.Counters.RequestsTo(Paths.CancelOrder));
    }

    [Fact]
    public void An_order_given_twice_is_sent_once_and_answered_twice()
    {
        using Desk desk = _sandbox.Open();
        OrderReference order = VirtualSandbox.Reference(_sandbox.AddOrder());
        Assert.Equal(2, Stop(desk, [order, order]).Count);
        Assert.Equal(1, _sandbox.Exchange.Counters.RequestsTo(Paths.CancelOrder));
    }

    [Fact]
    public void Ids_of_both_kinds_do_not_share_a_request()
    {
        using Desk desk = _sandbox.Open();
        OrderReference[] orders =
        [
            VirtualSandbox.Reference(_sandbox.AddOrder()), VirtualSandbox.Reference(_sandbox.AddOrder()),
            OrderReference.Create("BTC-USDT", null, _sandbox.AddOrder(clientOrderId: "11").ClientOrderId), OrderReference.Create("BTC-USDT", null, _sandbox.AddOrder(clientOrderId: "12").ClientOrderId),
        ];
        Assert.All(Stop(desk, orders), result => Assert.Equal(CancelOutcome.Accepted, result.Outcome));
        Assert.Equal(2, _sandbox.Exchange.Counters.RequestsTo(Paths.CancelBatch));
    }

    [Fact]
    public void What_was_put_in_is_sent_although_nobody_waits_for_it()
    {
        using Desk desk = _sandbox.Open();
        CancelRun run = desk.Client.Orders.BeginCancelRun();
        for (int i = 0; i < 7; i++)
        {
            run.TryPost(VirtualSandbox.Reference(_sandbox.AddOrder()));
        }

        desk.Time.Run(() => run.DisposeAsync().AsTask());
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, _sandbox.Account.OpenOrderCount);
    }

    [Fact]
    public void After_abandoning_nothing_more_is_sent()
    {
        using Desk desk = _sandbox.Open();
        CancelRun run = desk.Client.Orders.BeginCancelRun();
        run.TryPost(VirtualSandbox.Reference(_sandbox.AddOrder()));
        run.Abandon();
        desk.Time.Run(() => run.DisposeAsync().AsTask());
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, _sandbox.Account.OpenOrderCount);
    }

    [Fact]
    public void A_run_that_has_ended_may_be_abandoned_and_ended_again()
    {
        using Desk desk = _sandbox.Open();
        CancelRun run = desk.Client.Orders.BeginCancelRun();
        run.TryPost(VirtualSandbox.Reference(_sandbox.AddOrder()));
        desk.Drain(run);
        run.Abandon();
        desk.Time.Run(() => run.DisposeAsync().AsTask());
    }

    [Fact]
    public void Closing_the_session_ends_the_waiting_for_a_turn()
    {
        using Desk desk = _sandbox.Open();
        OrderReference[] orders = [.. _sandbox.Account.AddSampleOrders(1000).Select(VirtualSandbox.Reference)];
        CancelRun run = desk.Client.Orders.BeginCancelRun();
        Assert.All(orders, order => Assert.True(run.TryPost(order)));
        TimeSpan start = desk.Time.Elapsed;
        desk.Client.Dispose();

        List<HtxCancelResult> results = desk.Drain(run);
        Assert.Equal(1000, results.Count);
        Assert.Equal(280, results.Count(result => result is { Outcome: CancelOutcome.Rejected, Failure.Kind: HtxErrorKind.NotConnected }));
        Assert.InRange((desk.Time.Elapsed - start).TotalSeconds, 0, 0.1); // and not when the window is over
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void More_than_a_thousand_unanswered_orders_are_not_taken_in(bool wait)
    {
        using Desk desk = _sandbox.Open();
        CancelRun run = desk.Client.Orders.BeginCancelRun(new CancelRunOptions { WaitTimeout = wait ? TimeSpan.FromSeconds(10) : null });
        _sandbox.Exchange.Options.Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(40));
        _sandbox.Exchange.Options.CancelDelay = TimeSpan.FromSeconds(5);
        OrderReference[] orders = [.. _sandbox.Account.AddSampleOrders(1001).Select(VirtualSandbox.Reference)];
        Assert.All(orders[..1000], order => Assert.True(run.TryPost(order)));
        Assert.False(run.TryPost(orders[1000]));
        TimeSpan start = desk.Time.Elapsed;
        desk.Time.Run(() => run.WaitToPostAsync());
        Assert.InRange((desk.Time.Elapsed - start).TotalMilliseconds, 0, 70); // the first answer makes room, not the first result
        Assert.True(run.TryPost(orders[1000]));
        Assert.Equal(1001, desk.Drain(run).Count);
    }

    [Fact]
    public void A_failure_that_would_meet_every_order_ends_the_sending_and_every_order_is_answered()
    {
        using Desk desk = _sandbox.Open();
        OrderReference[] orders = [.. _sandbox.Account.AddSampleOrders(1000).Select(VirtualSandbox.Reference)];
        _sandbox.Account.Locked = true;

        List<HtxCancelResult> results = Stop(desk, orders);
        Assert.Equal(1000, results.Count);
        Assert.All(results, result => Assert.Equal((CancelOutcome.Rejected, HtxErrorKind.AuthenticationFailed), (result.Outcome, result.Failure!.Kind)));
        Assert.InRange(_sandbox.Exchange.Counters.RequestsTo(Paths.CancelBatch), 1, 72);
    }

    [Fact]
    public void Waiting_for_five_hundred_orders_costs_no_more_than_twenty_reads()
    {
        using Desk desk = _sandbox.Open();
        _sandbox.Exchange.Options.Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(40));
        OrderReference[] orders = [.. _sandbox.Account.AddSampleOrders(500).Select(VirtualSandbox.Reference)];
        long before = _sandbox.Exchange.Counters.Windows.Single(window => window.Kind == SandboxRequestKind.Read).Accepted;

        List<HtxCancelResult> results = Stop(desk, orders, TimeSpan.FromSeconds(10));
        Assert.Equal(500, results.Count);
        Assert.All(results, result => Assert.Equal(_sandbox.Account.FindOrder(result.OrderId!)!.FilledVolume, result.FilledVolume));
        Assert.All(results, result => Assert.Equal(result.FilledVolume > 0 ? CancelOutcome.PartiallyCanceled : CancelOutcome.Canceled, result.Outcome));
        Assert.InRange(_sandbox.Exchange.Counters.Windows.Single(window => window.Kind == SandboxRequestKind.Read).Accepted - before, 1, 20);
    }

    [Fact]
    public void No_page_of_finished_orders_is_asked_for_once_all_are_found()
    {
        using Desk desk = _sandbox.Open();
        Array.ForEach([.. Enumerable.Range(0, 120).Select(_ => _sandbox.AddOrder().OrderId)], (string id) => _sandbox.Account.Cancel(id));
        OrderReference[] orders = [.. Enumerable.Range(0, 5).Select(_ => VirtualSandbox.Reference(_sandbox.AddOrder()))];
        Assert.All(Stop(desk, orders, TimeSpan.FromSeconds(10)), result => Assert.Equal(CancelOutcome.Canceled, result.Outcome));
        Assert.Equal(1, _sandbox.Exchange.Counters.RequestsTo("/v5/trade/order/history"));
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(50, true)]
    [InlineData(100, false)]
    public void Waiting_finds_the_final_states_however_short_the_pages_are(int largest, bool turned)
    {
        using Desk desk = _sandbox.Open();
        _sandbox.Exchange.Options.LargestPage = largest;
        _sandbox.Exchange.Options.DirectionsTurned = turned;
        OrderReference[] orders = [.. _sandbox.Account.AddSampleOrders(120, 1).Select(VirtualSandbox.Reference)];

        List<HtxCancelResult> results = Stop(desk, orders, TimeSpan.FromSeconds(10));
        Assert.Equal(120, results.Count);
        Assert.All(results, result => Assert.Contains(result.Outcome, new[] { CancelOutcome.Canceled, CancelOutcome.PartiallyCanceled }));
        Assert.All(results, result => Assert.Null(result.Failure));
    }

    [Fact]
    public void An_order_that_is_not_final_in_time_stays_accepted_and_says_so()
    {
        _sandbox.Exchange.Options.CancelDelay = TimeSpan.FromMinutes(1);
        using Desk desk = _sandbox.Open();
        HtxCancelResult result = Assert.Single(Stop(desk, [VirtualSandbox.Reference(_sandbox.AddOrder())], TimeSpan.FromSeconds(2)));
        Assert.Equal((CancelOutcome.Accepted, HtxErrorKind.WaitTimeout), (result.Outcome, result.Failure!.Kind));
        Assert.InRange(result.Elapsed, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2.05));
    }

    [Fact]
    public void An_order_executed_on_the_way_is_filled()
    {
        _sandbox.Exchange.Options.FillWhileCancelingRate = 1;
        using Desk desk = _sandbox.Open();
        HtxCancelResult result = Assert.Single(Stop(desk, [VirtualSandbox.Reference(_sandbox.AddOrder(volume: 3))], TimeSpan.FromSeconds(5)));
        Assert.Equal((CancelOutcome.Filled, 3m), (result.Outcome, result.FilledVolume));
    }

    private static List<HtxCancelResult> Stop(Desk desk, OrderReference[] orders, TimeSpan? wait = null)
    {
        CancelRun run = desk.Client.Orders.BeginCancelRun(new CancelRunOptions { WaitTimeout = wait });
        Assert.All(orders, order => Assert.True(run.TryPost(order)));
        return desk.Drain(run);
    }
}
