using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Orders.Stopping;

/// <summary>Many doubts are settled together, and one way of asking that fails is not the end of asking.</summary>
public sealed class SettlementTests : IDisposable
{
    private readonly VirtualSandbox _sandbox = new(new SandboxOptions { Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(40)) });
    private readonly Watched _watched;
    private readonly Desk _desk;

    public SettlementTests()
    {
        _watched = new Watched(_sandbox.Handler, _sandbox.Time);
        _desk = Desk.Open(_watched, _sandbox.Time);
    }

    private int Reads => _watched.SentTo(Paths.Order, Paths.Opens, Paths.History).Count;

    public void Dispose()
    {
        _desk.Dispose();
        _watched.Dispose();
    }

    [Theory]
    [InlineData(FaultKind.BusyAfter)]
    [InlineData(FaultKind.DropAfter)]
    public void Five_hundred_orders_in_doubt_cost_some_listings(FaultKind kind)
    {
        OrderReference[] orders = [.. _sandbox.Account.AddSampleOrders(500, 5).Select(VirtualSandbox.Reference)];
        _sandbox.Exchange.Faults.Add(new FaultRule(kind) { RequestKind = SandboxRequestKind.Trade });
        (TimeSpan start, int reads) = (_desk.Time.Elapsed, Reads);

        List<HtxCancelResult> results = _desk.Stop(orders);
        Assert.Equal(500, results.Select(result => result.OrderId).Distinct().Count());
        AssertCanceled(results, 500);
        Assert.InRange((_desk.Time.Elapsed - start).TotalSeconds, 0, 3);
        Assert.InRange(Reads - reads, 1, 60);
    }

    [Theory]
    [InlineData(FaultKind.BusyAfter)]
    [InlineData(FaultKind.DropAfter)]
    public void Orders_in_doubt_that_come_as_they_are_listed_cost_no_more(FaultKind kind)
    {
        // They come page by page, so the first are in doubt before the last are sent: what is sent again must not take the
        // places of those, and one look must do for all.
        _sandbox.Exchange.Options.Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(40));
        _sandbox.Account.AddSampleOrders(500, 5);
        _sandbox.Exchange.Faults.Add(new FaultRule(kind) { RequestKind = SandboxRequestKind.Trade });
        (TimeSpan start, int reads) = (_desk.Time.Elapsed, Reads);

        List<HtxCancelResult> results = _desk.Time.Run(async () => await _desk.Client.Orders.BeginCancelRun().RunAsync(_desk.Client.Orders.ListOpenAsync()).ToListAsync());
        AssertCanceled(results, 500);
        Assert.InRange((_desk.Time.Elapsed - start).TotalSeconds, 0, 3);
        Assert.InRange(Reads - reads, 1, 60);
    }

    [Fact]
    public void A_rest_that_is_asked_for_is_stood_out_however_long_it_is()
    {
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.BusyAfter) { RequestKind = SandboxRequestKind.Trade });
        _watched.Instead(Paths.Order, Replies.Page(429, headers: ("Retry-After", "40")));
        CancelRun run = _desk.Client.Orders.BeginCancelRun();
        Assert.True(run.TryPost(VirtualSandbox.Reference(_sandbox.AddOrder())));
        run.Complete();
        _desk.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Single(_watched.SentTo(Paths.Order));

        _watched.Instead(Paths.Order, null);
        AssertCanceled(_desk.Drain(run), 1);
    }

    [Fact]
    public void Rests_without_an_end_are_not_stood_out()
    {
        OrderReference[] orders = [.. _sandbox.Account.AddSampleOrders(30, 2).Select(VirtualSandbox.Reference)];
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.BusyAfter) { RequestKind = SandboxRequestKind.Trade });
        foreach (string path in new[] { Paths.Order, Paths.Opens, Paths.History })
        {
            _watched.Instead(path, Replies.Page(429, headers: ("Retry-After", "17")));
        }

        TimeSpan start = _desk.Time.Elapsed;
        Assert.All(_desk.Stop(orders), result => Assert.Equal(CancelOutcome.Unknown, result.Outcome));
        Assert.InRange((_desk.Time.Elapsed - start).TotalSeconds, 60, 120);
    }

    [Theory]
    [InlineData(Paths.History)]
    [InlineData(Paths.Opens)]
    public void Where_a_listing_is_refused_the_orders_are_asked_for_one_by_one(string path)
    {
        OrderReference[] orders = [.. _sandbox.Account.AddSampleOrders(20, 1).Select(VirtualSandbox.Reference)];
        _watched.Instead(path, Replies.Code(1067));
        AssertCanceled(_desk.Stop(orders, TimeSpan.FromSeconds(10)), 20);

        // Those whose cancels are lost, too.
        orders = [.. _sandbox.Account.AddSampleOrders(20, 1).Select(VirtualSandbox.Reference)];
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.BusyAfter) { RequestKind = SandboxRequestKind.Trade });
        AssertCanceled(_desk.Stop(orders), 20);
    }

    [Fact]
    public void Where_the_pages_of_a_listing_lead_nowhere_the_orders_are_asked_for_one_by_one()
    {
        OrderReference[] orders = [.. _sandbox.Account.AddSampleOrders(20, 1).Select(VirtualSandbox.Reference)];
        string rows = string.Join(',', Enumerable.Range(1, 100).Select(id => $$"""{"id":"{{id}}","order_id":"{{id}}","contract_code":"BTC-USDT","state":"canceled"}"""));
        _watched.Instead(Paths.History, Replies.Data($"[{rows}]"));
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.BusyAfter) { RequestKind = SandboxRequestKind.Trade });
        AssertCanceled(_desk.Stop(orders), 20);
    }

    [Fact]
    public void Where_asking_for_one_is_refused_it_is_looked_for_in_the_listings()
    {
        _watched.Instead(Paths.Order, Replies.Code(1067));
        AssertCanceled(_desk.Stop([VirtualSandbox.Reference(_sandbox.AddOrder())], TimeSpan.FromSeconds(10)), 1);
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.BusyAfter) { RequestKind = SandboxRequestKind.Trade });
        AssertCanceled(_desk.Stop([VirtualSandbox.Reference(_sandbox.AddOrder())]), 1);
        _sandbox.Exchange.Faults.Clear();

        // And what is open is seen there as well.
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.BusyBefore) { RequestKind = SandboxRequestKind.Trade });
        HtxCancelResult result = Assert.Single(_desk.Stop([VirtualSandbox.Reference(_sandbox.AddOrder())]));
        Assert.Equal(CancelOutcome.Unknown, result.Outcome);
        Assert.Contains("still shows the order as new", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_that_the_exchange_forgets_by_its_id_is_found_in_the_listing()
    {
        _watched.Instead(Paths.Order, Replies.Code(1061));
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.BusyAfter) { RequestKind = SandboxRequestKind.Trade });
        AssertCanceled(_desk.Stop([VirtualSandbox.Reference(_sandbox.AddOrder())]), 1);
    }

    [Fact]
    public void Orders_that_rested_for_days_are_listed_where_they_were_placed()
    {
        // Where no time is named, the listing of finished orders ends with what was placed two days ago.
        _sandbox.Exchange.Options.FinishedByCreation = true;
        DateTimeOffset now = _sandbox.Time.GetUtcNow();
        for (int i = 0; i < 200; i++)
        {
            _sandbox.Account.AddOrder(new SandboxOrderTemplate { CreatedAt = now - TimeSpan.FromHours(i < 100 ? 60 : 200) + TimeSpan.FromMinutes(i % 100) });
        }

        List<HtxOrder> listed = _desk.Time.Run(async () => await _desk.Client.Orders.ListOpenAsync().ToListAsync());
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.BusyAfter) { RequestKind = SandboxRequestKind.Trade });
        int reads = Reads;
        AssertCanceled(_desk.Stop(listed), 200);
        Assert.Empty(_watched.SentTo(Paths.Order));
        Assert.InRange(Reads - reads, 1, 20);
    }

    [Fact]
    public void Where_the_listing_does_not_show_the_orders_all_are_asked_for_by_their_ids()
    {
        OrderReference[] orders = [.. _sandbox.Account.AddSampleOrders(100, 2).Select(VirtualSandbox.Reference)];
        _watched.Instead(Paths.History, Replies.Data("[]"));
        AssertCanceled(_desk.Stop(orders, TimeSpan.FromSeconds(10)), 100);
    }

    [Fact]
    public void A_listing_that_is_merely_late_is_waited_for()
    {
        OrderReference[] orders = [.. _sandbox.Account.AddSampleOrders(100, 2).Select(VirtualSandbox.Reference)];
        _watched.Instead(Paths.History, async (request, time, stop) =>
        {
            bool isLate = time.Elapsed < TimeSpan.FromMilliseconds(500);
            return isLate ? await Replies.Data("[]")(request, time, stop) : await new HttpMessageInvoker(_sandbox.Handler, false).SendAsync(request, stop);
        });
        AssertCanceled(_desk.Stop(orders, TimeSpan.FromSeconds(10)), 100);
        Assert.Empty(_watched.SentTo(Paths.Order));
    }

    [Fact]
    public void Ours_are_found_behind_what_others_have_ended_since()
    {
        SandboxOrder[] orders = [.. Enumerable.Range(0, 10).Select(_ => _sandbox.AddOrder())];
        SandboxOrder[] others = [.. Enumerable.Range(0, 90).Select(_ => _sandbox.AddOrder())];
        using ITimer timer = _desk.Time.CreateTimer(_ => Array.ForEach(others, other => _sandbox.Account.Fill(other.OrderId, 1)), null, TimeSpan.FromMilliseconds(100), Timeout.InfiniteTimeSpan);
        AssertCanceled(_desk.Stop(orders.Select(VirtualSandbox.Reference), TimeSpan.FromSeconds(10)), 10);
        Assert.Empty(_watched.SentTo(Paths.Order));
        Assert.InRange(_watched.SentTo(Paths.History).Count, 1, 4);
    }

    [Fact]
    public void An_answer_that_cannot_be_read_concerns_its_order_alone()
    {
        OrderReference[] orders = [.. _sandbox.Account.AddSampleOrders(300, 1).Select(VirtualSandbox.Reference)];
        OrderReference strange = OrderReference.Create("ETH-USDT", "1550000000000000001");
        int asked = 0;
        _watched.Instead(Paths.Order, (request, time, stop) => Replies.Data(++asked < 3 ? """[{"order_id":"1"}]""" : "[]")(request, time, stop));
        List<HtxCancelResult> results = _desk.Stop([strange, .. orders]);
        Assert.Equal(300, results.Count(result => result.Outcome == CancelOutcome.Accepted));
        Assert.Equal(CancelOutcome.NotFound, results.Single(result => result.ContractCode == strange.ContractCode).Outcome); // the third answer could be read

        _watched.Instead(Paths.Order, Replies.Data("""[{"order_id":"1"}]"""));
        HtxCancelResult unknown = Assert.Single(_desk.Stop([strange]));
        Assert.Equal((CancelOutcome.Unknown, HtxErrorKind.OutcomeUnknown, false), (unknown.Outcome, unknown.Failure!.Kind, unknown.Failure.EndsRun));
    }

    [Fact]
    public void The_same_order_with_and_without_its_clients_id_is_sent_once_and_answered_twice()
    {
        SandboxOrder order = _sandbox.AddOrder(clientOrderId: "77");
        List<HtxCancelResult> results = _desk.Stop([OrderReference.Create("BTC-USDT", order.OrderId, "77"), OrderReference.Create("BTC-USDT", order.OrderId), OrderReference.Create("BTC-USDT", order.OrderId, "77")]);
        Assert.Equal(3, results.Count);
        Assert.All(results, result => Assert.Equal((CancelOutcome.Accepted, order.OrderId, "77"), (result.Outcome, result.OrderId, result.ClientOrderId)));
        Assert.Single(_watched.SentTo(Paths.CancelOrder)); // alone, and not twice in a batch
        Assert.Empty(_watched.SentTo(Paths.CancelBatch));
    }

    [Theory]
    [InlineData(OrderState.Filled, CancelOutcome.Filled)]
    [InlineData(OrderState.Canceled, CancelOutcome.AlreadyCanceled)]
    [InlineData(OrderState.PartiallyCanceled, CancelOutcome.AlreadyCanceled)]
    public void An_order_that_was_shown_as_final_is_not_sent(OrderState state, CancelOutcome outcome)
    {
        var shown = new HtxOrder { ContractCode = "BTC-USDT", OrderId = "1", State = state, FilledVolume = 2 };
        CancelRun run = _desk.Client.Orders.BeginCancelRun(new CancelRunOptions { WaitTimeout = TimeSpan.FromSeconds(10) });
        Assert.True(run.TryPost(OrderReference.Create("BTC-USDT", "1"), shown));
        Assert.True(run.TryRead(out HtxCancelResult result));
        Assert.Equal((outcome, 2m, 0, null), (result.Outcome, result.FilledVolume, result.Attempts, result.Failure));
        Assert.Equal((1, 1, 1), (run.Posted, run.Answered, run.Settled));
        _desk.Time.Run(() => run.DisposeAsync().AsTask());
        Assert.Empty(_watched.SentTo(Paths.CancelOrder));
    }

    [Fact]
    public void Who_reads_or_posts_hears_of_a_defect()
    {
        _watched.Instead(Paths.CancelBatch, (_, _, _) => throw new InvalidOperationException("a defect"));
        CancelRun run = _desk.Client.Orders.BeginCancelRun();
        Assert.All(Enumerable.Range(1, 1000), id => Assert.True(run.TryPost(OrderReference.Create("BTC-USDT", $"{id}"))));
        Assert.Equal("a defect", Assert.Throws<InvalidOperationException>(() => _desk.Time.Run(() => run.WaitToPostAsync())).Message);
        Assert.Equal("a defect", Assert.Throws<InvalidOperationException>(() => _desk.Time.Run(() => run.WaitToReadAsync().AsTask())).Message);
        _desk.Time.Run(() => run.DisposeAsync().AsTask());
    }

    private void AssertCanceled(List<HtxCancelResult> results, int count)
    {
        Assert.Equal(count, results.Count);
        Assert.All(results, result => Assert.Equal(_sandbox.Account.FindOrder(result.OrderId!)!.FilledVolume, result.FilledVolume));
        Assert.All(results, result => Assert.Equal(result.FilledVolume > 0 ? CancelOutcome.PartiallyCanceled : CancelOutcome.Canceled, result.Outcome));
        Assert.All(results, result => Assert.Null(result.Failure));
    }
}
