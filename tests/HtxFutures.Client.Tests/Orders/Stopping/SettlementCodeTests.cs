using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Orders.Stopping;

/// <summary>A contract that is being settled or delivered means "not now", not "no" (facts 3.2).</summary>
public sealed class SettlementCodeTests : IDisposable
{
    private readonly ScriptedExchange _exchange = new(new VirtualTime());
    private readonly Desk _desk;

    public SettlementCodeTests() => _desk = _exchange.Open();

    public void Dispose()
    {
        _desk.Dispose();
        _exchange.Dispose();
    }

    [Theory]
    [InlineData(1056)]
    [InlineData(1059)]
    [InlineData(1077)]
    [InlineData(1078)]
    [InlineData(1079)]
    [InlineData(1080)]
    [InlineData(1411)]
    public void A_settlement_that_ends_in_time_is_waited_for(int code)
    {
        int before = _exchange.Requests.Count;
        _exchange.Answer(Paths.CancelOrder, Replies.Code(code), Replies.Code(code), Replies.Code(code), Replies.Accepted);
        HtxCancelResult result = _desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Accepted, 4), (result.Outcome, result.Attempts));
        Assert.Null(result.Failure);

        // Spread over seconds: a settlement does not end within the half second that a busy moment is given.
        TimeSpan took = _exchange.Requests[^1].At - _exchange.Requests[before].At;
        Assert.InRange(took, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void One_that_lasts_leaves_the_order_unknown_with_the_advice_to_wait()
    {
        TimeSpan start = _desk.Time.Elapsed;
        _exchange.Always(Paths.CancelOrder, Replies.Code(1056)).Always(Paths.Order, Replies.Data(Recorded.OpenOrder));
        HtxCancelResult result = _desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Unknown, 4, 1056), (result.Outcome, result.Attempts, result.Code));
        Assert.Equal(HtxErrorKind.OutcomeUnknown, result.Failure!.Kind);
        Assert.StartsWith("Wait for the end of the settlement", result.Failure.Advice, StringComparison.Ordinal);
        Assert.InRange(_desk.Time.Elapsed - start, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Data_beside_such_a_code_is_not_believed()
    {
        // The look-up would settle the doubt, if its data counted.
        _exchange.Always(Paths.CancelOrder, Replies.Code(1056));
        _exchange.Always(Paths.Order, Replies.Json(Recorded.Envelope(Recorded.OrderIn("canceled"), 1077, "settling")));
        HtxCancelResult result = _desk.CancelRecorded();
        Assert.Equal(CancelOutcome.Unknown, result.Outcome);
        Assert.Contains("code 1077: settling", result.Message, StringComparison.Ordinal);

        // So would an item that says that it was done, and an empty list that nothing is open.
        _exchange.Always(Paths.CancelOrder, Replies.Json(Recorded.Envelope($$"""{"order_id":"{{Recorded.OrderId}}"}""", 1059, "settling")));
        Assert.Equal(CancelOutcome.Unknown, _desk.CancelRecorded().Outcome);
        _exchange.Always(Paths.Opens, Replies.Json(Recorded.Envelope("[]", 1080, "settling")));
        HtxException failure = Assert.Throws<HtxException>(() => _desk.List());
        Assert.Equal((HtxErrorKind.ApiError, 1080), (failure.Kind, failure.Code));
    }

    [Fact]
    public void Items_of_a_joint_answer_are_repeated_with_the_same_patience()
    {
        var sandbox = new VirtualSandbox();
        using Desk desk = sandbox.Open();
        OrderReference[] orders = [.. sandbox.Account.AddSampleOrders(5, 1).Select(VirtualSandbox.Reference)];
        sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.FailItems) { Path = Paths.CancelBatch, Amount = 5, Code = 1056, Times = 2 });
        TimeSpan start = desk.Time.Elapsed;

        CancelRun run = desk.Client.Orders.BeginCancelRun();
        Assert.All(orders, order => Assert.True(run.TryPost(order)));
        List<HtxCancelResult> results = desk.Drain(run);
        Assert.Equal(5, results.Count);
        Assert.All(results, result => Assert.Equal((CancelOutcome.Accepted, 3), (result.Outcome, result.Attempts)));
        Assert.InRange(desk.Time.Elapsed - start, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20));
    }
}
