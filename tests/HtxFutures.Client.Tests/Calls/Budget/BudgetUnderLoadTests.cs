using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Calls.Budget;

/// <summary>The client at full load: no window of the exchange ever sees more than it allows (facts 5).</summary>
public sealed class BudgetUnderLoadTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 100)]
    [InlineData(3, 900)]
    [InlineData(4, 2500)]
    [InlineData(5, 4000)]
    public void No_window_sees_more_than_72_whatever_the_jitter(int seed, int longestMilliseconds)
    {
        var time = new VirtualTime();
        using var exchange = new JitteryExchange(time, seed, longestMilliseconds);
        using var desk = Desk.Open(exchange, time);
        var random = new Random(seed);

        time.Run(() => Task.WhenAll(Enumerable.Range(1, 600).Select(async id =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(8000)), time, CancellationToken.None).ConfigureAwait(false);
            if (id % 3 == 0)
            {
                await desk.Client.Orders.FindAsync(OrderReference.Create("BTC-USDT", $"{id}"), CancellationToken.None).ConfigureAwait(false);
            }
            else
            {
                await desk.Client.Orders.CancelAsync(OrderReference.Create("BTC-USDT", $"{id}"), CancellationToken.None).ConfigureAwait(false);
            }
        })));

        Assert.True(exchange.CountedTrades.Count >= 400);
        Assert.InRange(JitteryExchange.HighestInAnyWindow(exchange.CountedTrades), 30, 72);
        Assert.InRange(JitteryExchange.HighestInAnyWindow(exchange.CountedReads), 30, 72);
    }

    [Theory]
    [InlineData(1, 50)]
    [InlineData(2, 300)]
    [InlineData(3, 900)]
    [InlineData(4, 4000)]
    [InlineData(5, 9900)]
    public void What_is_given_up_on_its_way_still_arrives_and_counts(int seed, int longestMilliseconds)
    {
        var time = new VirtualTime();
        using var exchange = new JitteryExchange(time, seed, longestMilliseconds);
        using var desk = Desk.Open(exchange, time);
        var random = new Random(seed);

        // Someone who sends all that may be sent, presses Ctrl+C, and tries again at once.
        for (int round = 0; round < 30; round++)
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(1, longestMilliseconds)), time);
            time.Run(() => Task.WhenAll(Enumerable.Range(1, 72).Select(async id =>
            {
                try
                {
                    await desk.Client.Orders.CancelAsync(OrderReference.Create("BTC-USDT", $"{id}"), stop.Token).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    // As it was asked for.
                }
            })));
            time.Advance(TimeSpan.FromMilliseconds(random.Next(13_000, 13_050)));
        }

        Assert.True(exchange.CountedTrades.Count > 500);
        Assert.InRange(JitteryExchange.HighestInAnyWindow(exchange.CountedTrades), longestMilliseconds < 3000 ? 60 : 20, 72);
    }

    [Theory]
    [InlineData(1500)]
    [InlineData(5500)]
    [InlineData(9900)]
    public void What_a_stalled_exchange_counts_long_after_it_was_given_up_is_no_surprise(int lateMilliseconds)
    {
        var sandbox = new VirtualSandbox(new SandboxOptions { Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(40)) });
        OrderReference[] orders = [.. sandbox.Account.AddSampleOrders(216).Select(VirtualSandbox.Reference)];
        sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.LateArrival) { RequestKind = SandboxRequestKind.Trade, Times = 72, Span = TimeSpan.FromMilliseconds(lateMilliseconds) });
        using Desk desk = sandbox.Open();

        // Time-outs for the first 72; whoever waits behind them, and every repeat, meets their late arrival.
        desk.Time.Run(() => Task.WhenAll(orders.Select(order => desk.Client.Orders.CancelAsync(order, CancellationToken.None))));
        Assert.True(sandbox.Exchange.Counters.RequestsTo(Paths.CancelOrder) > 144);
        Assert.Equal((72, 0), (sandbox.Exchange.Counters.HighestInWindow, sandbox.Exchange.Counters.RefusedByWindow));
    }

    [Theory]
    [InlineData(RateLimitReset.Milliseconds)]
    [InlineData(RateLimitReset.StandsStill)]
    [InlineData(RateLimitReset.InThePast)]
    [InlineData(RateLimitReset.Seconds)]
    public void Whatever_the_reset_says_no_window_is_exceeded(RateLimitReset reset)
    {
        // One request that begins a window, the rest of the window at its very end, and as many as may follow.
        var sandbox = new VirtualSandbox(new SandboxOptions { RateLimitReset = reset, Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(20)) });
        Queue<OrderReference> orders = new(sandbox.Account.AddSampleOrders(700).Select(VirtualSandbox.Reference));
        using Desk desk = sandbox.Open();
        for (int round = 0; round < 4; round++)
        {
            Cancel(1);
            desk.Time.Advance(TimeSpan.FromMilliseconds(2970));
            Cancel(71);
            Cancel(72);
            desk.Time.Advance(TimeSpan.FromSeconds(7));
        }

        TimeSpan start = desk.Time.Elapsed;
        Cancel(100);
        Assert.InRange((desk.Time.Elapsed - start).TotalSeconds, 0, 3.1);
        Assert.Equal((72, 0), (sandbox.Exchange.Counters.HighestInWindow, sandbox.Exchange.Counters.RefusedByWindow));

        void Cancel(int count) => desk.Time.Run(() => Task.WhenAll(Enumerable.Range(0, count).Select(_ => desk.Client.Orders.CancelAsync(orders.Dequeue()))));
    }

    [Theory]
    [InlineData(1.0009)]
    [InlineData(1 / 1.0009)]
    public void Clocks_of_another_pace_change_nothing(double pace)
    {
        // Three of the exchange's seconds last a little longer, or shorter, on our clock.
        var time = new VirtualTime();
        using var exchange = new JitteryExchange(time, seed: 6, longestMilliseconds: 2);
        using var desk = Desk.Open(exchange, time);
        time.Run(() => Task.WhenAll(Enumerable.Range(1, 600).Select(id => desk.Client.Orders.CancelAsync(OrderReference.Create("BTC-USDT", $"{id}")))));
        Assert.Equal(72, JitteryExchange.HighestInAnyWindow(exchange.CountedTrades, TimeSpan.FromSeconds(3 * pace)));
    }

    [Theory]
    [InlineData(504, "text/html", 13)]
    [InlineData(524, "text/html", 13)]
    [InlineData(502, "text/html", 3)]
    public void What_an_edge_did_not_wait_for_may_be_counted_yet(int status, string contentType, double heldSeconds)
    {
        var exchange = new ScriptedExchange(new VirtualTime());
        exchange.Answer(Paths.CancelOrder, Replies.Page(status, contentType)).Always(Paths.CancelOrder, Replies.Accepted);
        using Desk desk = exchange.Open();
        desk.CancelRecorded();
        desk.Time.Advance(TimeSpan.FromSeconds(heldSeconds - 0.5));
        Assert.NotEqual(72, desk.Client.GetRequestBudgets()[0].Remaining);
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(72, desk.Client.GetRequestBudgets()[0].Remaining);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_strict_window_refuses_none_of_500_cancels(int seed)
    {
        var sandbox = new VirtualSandbox(new SandboxOptions { Seed = seed, Latency = new SandboxLatency(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(700)) });
        OrderReference[] orders = [.. sandbox.Account.AddSampleOrders(500).Select(VirtualSandbox.Reference)];
        using Desk desk = sandbox.Open();
        TimeSpan start = desk.Time.Elapsed;

        HtxCancelResult[] results = desk.Time.Run(() => Task.WhenAll(orders.Select(order => desk.Client.Orders.CancelAsync(order, CancellationToken.None))));
        Assert.All(results, result => Assert.Equal((CancelOutcome.Accepted, 1), (result.Outcome, result.Attempts)));
        Assert.Equal(orders.Select(order => order.OrderId), results.Select(result => result.OrderId));
        Assert.Equal(0, sandbox.Exchange.Counters.RefusedByWindow);
        Assert.InRange(sandbox.Exchange.Counters.HighestInWindow, 1, 72);

        // Seven windows, the last of them cut short, each with a round trip.
        Assert.InRange((desk.Time.Elapsed - start).TotalSeconds, 18, 6 * 3.8);
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, sandbox.Account.OpenOrderCount);
    }

    [Fact]
    public void One_order_after_the_other_uses_the_window_to_its_end()
    {
        var sandbox = new VirtualSandbox(new SandboxOptions { Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(2)) });
        OrderReference[] orders = [.. sandbox.Account.AddSampleOrders(432).Select(VirtualSandbox.Reference)];
        using Desk desk = sandbox.Open();
        TimeSpan start = desk.Time.Elapsed;
        foreach (OrderReference order in orders)
        {
            Assert.Equal(CancelOutcome.Accepted, desk.Cancel(order).Outcome);
        }

        Assert.Equal(0, sandbox.Exchange.Counters.RefusedByWindow);
        Assert.InRange((desk.Time.Elapsed - start).TotalSeconds, 15, 5 * 3 * 1.03); // six windows of 72, within 3 % of the ceiling
    }

    [Theory]
    [InlineData(RateLimitRefusal.Code1032)]
    [InlineData(RateLimitRefusal.Http429)]
    [InlineData(RateLimitRefusal.Http429RetryAfter)]
    [InlineData(RateLimitRefusal.Http429WithoutHeaders)]
    public void Another_program_on_the_account_costs_time_and_no_order(RateLimitRefusal refusal)
    {
        foreach (HeaderCasing casing in Enum.GetValues<HeaderCasing>())
        {
            var sandbox = new VirtualSandbox(new SandboxOptions { RateLimitRefusal = refusal, HeaderCasing = casing, ClockOffset = TimeSpan.FromHours(-5) });
            OrderReference[] orders = [.. sandbox.Account.AddSampleOrders(60).Select(VirtualSandbox.Reference)];
            using Desk desk = sandbox.Open();
            sandbox.Account.Consume(SandboxRequestKind.Trade, 70);

            HtxCancelResult[] results = desk.Time.Run(() => Task.WhenAll(orders.Select(order => desk.Client.Orders.CancelAsync(order, CancellationToken.None))));
            Assert.All(results, result => Assert.Equal(CancelOutcome.Accepted, result.Outcome));
            Assert.InRange(desk.Time.Elapsed.TotalSeconds, 3, refusal == RateLimitRefusal.Http429WithoutHeaders ? 5.1 : 3.1);
        }
    }
}
