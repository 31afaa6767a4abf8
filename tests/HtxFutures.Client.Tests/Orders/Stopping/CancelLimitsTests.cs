using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Orders.Stopping;

/// <summary>Sending never waits for looking, and every wait has its end, whatever hangs.</summary>
public sealed class CancelLimitsTests : IDisposable
{
    private readonly ScriptedExchange _exchange = new(new VirtualTime());

    public void Dispose() => _exchange.Dispose();

    [Fact]
    public void Cancels_leave_at_the_same_moments_whoever_waits_for_what_they_come_to()
    {
        List<TimeSpan> Moments(TimeSpan? wait, bool readsHang)
        {
            var sandbox = new VirtualSandbox(new SandboxOptions { Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(40)) });
            OrderReference[] orders = [.. sandbox.Account.AddSampleOrders(1500, 5).Select(VirtualSandbox.Reference)];
            using var watched = new Watched(sandbox.Handler, sandbox.Time);
            using var desk = Desk.Open(watched, sandbox.Time);
            if (readsHang)
            {
                watched.Instead(Paths.Order, Replies.Never).Instead(Paths.Opens, Replies.Never).Instead(Paths.History, Replies.Never);
            }

            List<HtxCancelResult> results = desk.Stop(orders, wait);
            Assert.Equal(1500, results.Count);
            Assert.All(results, result => Assert.Equal((wait is null, readsHang), (result.Outcome == CancelOutcome.Accepted && result.Failure is null, result.Failure?.Kind == HtxErrorKind.WaitTimeout)));
            return watched.SentTo(Paths.CancelBatch, Paths.CancelOrder);
        }

        List<TimeSpan> moments = Moments(null, readsHang: false);
        Assert.InRange(moments[^1].TotalSeconds, 6, 6.5);
        Assert.Equal(moments, Moments(TimeSpan.FromSeconds(10), readsHang: false));
        Assert.Equal(moments, Moments(TimeSpan.FromSeconds(10), readsHang: true));
    }

    [Fact]
    public void What_is_only_looked_up_takes_no_room()
    {
        using Desk desk = _exchange.Open();
        _exchange.Always(Paths.CancelBatch, Replies.Code(1061)).Always(Paths.CancelOrder, Replies.Code(1061));
        _exchange.Always(Paths.Order, Replies.Never).Always(Paths.Opens, Replies.Never).Always(Paths.History, Replies.Never);
        TimeSpan start = desk.Time.Elapsed;
        List<HtxCancelResult> results = desk.Stop(Enumerable.Range(1, 2100).Select(id => OrderReference.Create("BTC-USDT", $"{id}")));
        Assert.All(results, result => Assert.Equal(CancelOutcome.Unknown, result.Outcome));
        Assert.InRange((_exchange.SentTo(Paths.CancelBatch)[^1].At - start).TotalSeconds, 6, 6.5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void The_time_to_wait_is_a_limit_also_while_reads_hang(int contracts)
    {
        var sandbox = new VirtualSandbox();
        OrderReference[] orders = [.. sandbox.Account.AddSampleOrders(50, contracts).Select(VirtualSandbox.Reference)];
        using var watched = new Watched(sandbox.Handler, sandbox.Time);
        using var desk = Desk.Open(watched, sandbox.Time);
        watched.Instead(Paths.Order, Replies.Never).Instead(Paths.Opens, Replies.Never).Instead(Paths.History, Replies.Never);

        List<HtxCancelResult> results = desk.Stop(orders, TimeSpan.FromSeconds(4));
        Assert.Equal(50, results.Count);
        Assert.All(results, result => Assert.Equal((CancelOutcome.Accepted, HtxErrorKind.WaitTimeout), (result.Outcome, result.Failure!.Kind)));
        Assert.All(results, result => Assert.InRange(result.Elapsed.TotalSeconds, 4, 4.05));
    }

    [Fact]
    public void Where_nothing_answers_an_order_is_unknown_after_twenty_seconds_and_a_look()
    {
        using Desk desk = _exchange.Open();
        _exchange.Always(Paths.CancelOrder, Replies.Never).Always(Paths.Order, Replies.Never).Always(Paths.Opens, Replies.Never).Always(Paths.History, Replies.Never);
        HtxCancelResult result = desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Unknown, HtxErrorKind.OutcomeUnknown, 2), (result.Outcome, result.Failure!.Kind, result.Attempts));
        Assert.InRange(result.Elapsed.TotalSeconds, 20, 30.1);
        Assert.Equal(2, _exchange.SentTo(Paths.CancelOrder).Count);
    }

    [Fact]
    public void An_order_has_one_count_through_answers_of_both_kinds()
    {
        using Desk desk = _exchange.Open();
        Reply busyItems = Replies.Data("""[{"code":1004,"order_id":"1"},{"code":1004,"order_id":"2"}]""");
        _exchange.Answer(Paths.CancelBatch, [.. Enumerable.Repeat(new[] { Replies.Code(1004), busyItems }, 20).SelectMany(pair => pair)]);
        _exchange.Always(Paths.Order, Replies.Code(1061));
        List<HtxCancelResult> results = desk.Stop([OrderReference.Create("BTC-USDT", "1"), OrderReference.Create("BTC-USDT", "2")]);
        Assert.Equal(4, _exchange.SentTo(Paths.CancelBatch).Count);
        Assert.All(results, result => Assert.Equal((CancelOutcome.Unknown, 4), (result.Outcome, result.Attempts)));
    }

    [Fact]
    public void An_order_has_one_clock_through_answers_of_both_kinds()
    {
        using Desk desk = _exchange.Open();
        Reply busyItems = Replies.Data("""[{"code":1004,"order_id":"1"},{"code":1004,"order_id":"2"}]""");
        _exchange.Answer(Paths.CancelBatch, [.. Enumerable.Repeat(new[] { Replies.After(TimeSpan.FromSeconds(9), busyItems), Replies.Never }, 20).SelectMany(pair => pair)]);
        _exchange.Always(Paths.Order, Replies.Code(1061));
        TimeSpan start = desk.Time.Elapsed;
        List<HtxCancelResult> results = desk.Stop([OrderReference.Create("BTC-USDT", "1"), OrderReference.Create("BTC-USDT", "2")]);
        Assert.All(results, result => Assert.Equal(CancelOutcome.Unknown, result.Outcome));
        Assert.All(results, result => Assert.InRange(result.Elapsed.TotalSeconds, 19, 21));
        Assert.All(_exchange.SentTo(Paths.CancelBatch), request => Assert.InRange((request.At - start).TotalSeconds, 0, 20));
    }

    [Fact]
    public void An_answer_that_comes_after_its_limit_but_within_the_time_asked_for_is_waited_for()
    {
        using Desk patient = _exchange.Open(options => options with { RequestTimeout = TimeSpan.FromSeconds(60) });
        _exchange.Always(Paths.CancelOrder, Replies.After(TimeSpan.FromSeconds(45), Replies.Accepted));
        Assert.Equal((CancelOutcome.Accepted, 1), (patient.CancelRecorded().Outcome, _exchange.SentTo(Paths.CancelOrder).Count));
    }

    [Fact]
    public void The_order_is_looked_at_while_its_cancel_is_repeated()
    {
        using Desk desk = _exchange.Open();
        _exchange.Always(Paths.CancelOrder, Replies.Never).Always(Paths.Order, Replies.Data(Recorded.OrderIn("canceled", "0.4")));
        HtxCancelResult result = desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Canceled, 0.4m, 2), (result.Outcome, result.FilledVolume, result.Attempts));
        Assert.InRange(result.Elapsed.TotalSeconds, 10.4, 10.6);
    }
}
