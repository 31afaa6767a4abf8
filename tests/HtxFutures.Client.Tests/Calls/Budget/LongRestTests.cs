using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Calls.Budget;

/// <summary>429 that asks for a longer rest than a request can wait (contract of HTTP: Retry-After): nothing is sent before.</summary>
public sealed class LongRestTests : IDisposable
{
    private readonly ScriptedExchange _exchange = new(new VirtualTime());

    public void Dispose() => _exchange.Dispose();

    [Theory]
    [InlineData("120", "07:23:3")]
    [InlineData("3600", "08:21:3")]
    [InlineData("Fri, 18 Sep 2026 07:25:00 GMT", "07:2")]
    public void Nothing_is_sent_before_that_moment_and_the_error_names_it(string retryAfter, string moment)
    {
        _exchange.Answer(Paths.CancelOrder, Refusal(retryAfter)).Always(Paths.CancelOrder, Replies.Accepted);
        using Desk desk = _exchange.Open();
        TimeSpan start = desk.Time.Elapsed;

        HtxCancelResult result = desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Rejected, HtxErrorKind.RateLimited, 1), (result.Outcome, result.Failure!.Kind, result.Attempts));
        Assert.Contains(moment, result.Message!, StringComparison.Ordinal);
        Assert.NotNull(result.Failure.Advice);
        Assert.Equal(start, desk.Time.Elapsed);

        // Neither is the next order, which is told the same at once.
        HtxCancelResult next = desk.CancelRecorded();
        Assert.Equal((result.Outcome, result.Message), (next.Outcome, next.Message));
        Assert.Single(_exchange.SentTo(Paths.CancelOrder));

        HtxRequestBudget trade = desk.Client.GetRequestBudgets()[0];
        Assert.Equal((0, 1), (trade.Remaining, trade.Rejections));
        Assert.InRange((trade.ResetsAt!.Value - result.Failure.RetryAt!.Value).TotalSeconds, -0.01, 0.01);

        // Reading is another budget.
        Assert.Empty(desk.List());

        desk.Time.Advance(result.Failure.RetryAt.Value - desk.Time.GetUtcNow() - TimeSpan.FromSeconds(1));
        Assert.Equal(HtxErrorKind.RateLimited, desk.CancelRecorded().Failure!.Kind);
        desk.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(CancelOutcome.Accepted, desk.CancelRecorded().Outcome);
    }

    [Fact]
    public void Those_who_wait_in_line_are_told()
    {
        var sandbox = new VirtualSandbox(new SandboxOptions { Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(40)) });
        OrderReference[] orders = [.. sandbox.Account.AddSampleOrders(100).Select(VirtualSandbox.Reference)];
        sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.TooManyRequests) { RequestKind = SandboxRequestKind.Trade, Times = 1, Span = TimeSpan.FromMinutes(2) });
        using Desk desk = sandbox.Open();
        TimeSpan start = desk.Time.Elapsed;
        HtxCancelResult[] results = desk.Time.Run(() => Task.WhenAll(orders.Select(order => desk.Client.Orders.CancelAsync(order))));
        Assert.Equal(71, results.Count(result => result.Outcome == CancelOutcome.Accepted));
        Assert.All(results.Where(result => result.Outcome != CancelOutcome.Accepted), result => Assert.NotNull(result.Failure!.RetryAt));
        Assert.Equal(72, sandbox.Exchange.Counters.RequestsTo(Paths.CancelOrder));
        Assert.Equal(TimeSpan.FromMilliseconds(40), desk.Time.Elapsed - start);
    }

    [Fact]
    public void What_can_be_waited_for_is()
    {
        _exchange.Answer(Paths.CancelOrder, Refusal("45"), Replies.Accepted);
        using Desk desk = _exchange.Open();
        TimeSpan start = desk.Time.Elapsed;
        Assert.Equal((CancelOutcome.Accepted, 2), (desk.CancelRecorded() is var result ? result.Outcome : default, result.Attempts));
        Assert.InRange((desk.Time.Elapsed - start).TotalSeconds, 45, 45.01);
    }

    [Fact]
    public void A_clock_that_cannot_be_asked_for_so_long_fails_the_connecting_at_once()
    {
        _exchange.Always(Paths.Timestamp, Refusal("120"));
        HtxException failure = Assert.Throws<HtxException>(() => _exchange.Open());
        Assert.Equal((HtxErrorKind.RateLimited, TimeSpan.Zero), (failure.Kind, _exchange.Time.Elapsed));
        Assert.NotNull(failure.RetryAt);
        Assert.Single(_exchange.Requests);
    }

    private static Reply Refusal(string retryAfter) => Replies.Page(429, "text/plain", ("Retry-After", retryAfter));
}
