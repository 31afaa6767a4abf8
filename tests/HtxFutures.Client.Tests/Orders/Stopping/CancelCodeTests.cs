using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Orders.Stopping;

/// <summary>What the numbers decide, in recorded envelopes, and what they let the client do.</summary>
public sealed class CancelCodeTests : IDisposable
{
    private readonly ScriptedExchange _exchange = new(new VirtualTime());
    private readonly Desk _desk;

    public CancelCodeTests() => _desk = _exchange.Open();

    public void Dispose()
    {
        _desk.Dispose();
        _exchange.Dispose();
    }

    [Fact]
    public void The_recorded_answer_is_an_accepted_cancel()
    {
        _exchange.Answer(Paths.CancelOrder, Replies.Accepted);
        HtxCancelResult result = _desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Accepted, 200, 1), (result.Outcome, result.Code, result.Attempts));
        Assert.Equal(1789716092325, result.ExchangeTime?.ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData(1062, CancelOutcome.Pending, null)]
    [InlineData(1071, CancelOutcome.AlreadyCanceled, null)]
    [InlineData(1205, CancelOutcome.Rejected, HtxErrorKind.PermissionDenied)]
    [InlineData(1088, CancelOutcome.Rejected, HtxErrorKind.PermissionDenied)]
    [InlineData(1067, CancelOutcome.Rejected, HtxErrorKind.InvalidParameter)]
    [InlineData(1014, CancelOutcome.Rejected, HtxErrorKind.InvalidParameter)]
    [InlineData(1057, CancelOutcome.Rejected, HtxErrorKind.ApiError)]
    [InlineData(6023, CancelOutcome.Rejected, HtxErrorKind.PermissionDenied)]
    [InlineData(401, CancelOutcome.Rejected, HtxErrorKind.AuthenticationFailed)]
    [InlineData(12077, CancelOutcome.Rejected, HtxErrorKind.AuthenticationFailed)] // not in the table, and one of its range
    [InlineData(12008, CancelOutcome.Rejected, HtxErrorKind.AuthenticationFailed)]
    [InlineData(403, CancelOutcome.Rejected, HtxErrorKind.AuthenticationFailed)]
    [InlineData(1431, CancelOutcome.Rejected, HtxErrorKind.Unavailable)]
    [InlineData(987654, CancelOutcome.Rejected, HtxErrorKind.ApiError)]
    public void A_code_decides_at_once_and_whatever_the_text(int code, CancelOutcome outcome, HtxErrorKind? kind)
    {
        foreach (string text in (string[])["Success", "成功", "cancelled"])
        {
            _exchange.Answer(Paths.CancelOrder, Replies.Code(code, text));
            HtxCancelResult result = _desk.CancelRecorded();
            Assert.Equal((outcome, code, 1), (result.Outcome, result.Code, result.Attempts));
            Assert.Equal(kind, result.Failure?.Kind);
        }

        Assert.Empty(_exchange.SentTo(Paths.Order));
    }

    [Fact]
    public void A_filled_order_is_asked_how_much_of_it_was_executed()
    {
        _exchange.Answer(Paths.CancelOrder, Replies.Code(1063)).Answer(Paths.Order, Replies.Data(Recorded.OrderIn("filled", "3")));
        HtxCancelResult result = _desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Filled, 3m, 1063), (result.Outcome, result.FilledVolume, result.Code));

        // What the exchange has said stands, also where it shows no more.
        _exchange.Answer(Paths.CancelOrder, Replies.Code(1063)).Always(Paths.Order, Replies.Never).Always(Paths.History, Replies.Never);
        result = _desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Filled, null, null), (result.Outcome, result.FilledVolume, result.Failure));
        Assert.InRange(result.Elapsed.TotalSeconds, 5, 5.1);
    }

    [Theory]
    [InlineData("filled", CancelOutcome.Filled)]
    [InlineData("canceled", CancelOutcome.AlreadyCanceled)]
    [InlineData("partially_canceled", CancelOutcome.AlreadyCanceled)]
    [InlineData("new", CancelOutcome.Unknown)]
    [InlineData("partially_filled", CancelOutcome.Unknown)]
    [InlineData("paused", CancelOutcome.Unknown)]
    public void An_order_said_not_to_exist_is_looked_up_as_isolated_too(string state, CancelOutcome outcome)
    {
        foreach (int code in (int[])[1061, 1017, 1051])
        {
            _exchange.Answer(Paths.CancelOrder, Replies.Code(code));
            _exchange.Answer(Paths.Order, Replies.Code(1061), Replies.Data(Recorded.OrderIn(state)));

            HtxCancelResult result = _desk.CancelRecorded();
            Assert.Equal((outcome, code), (result.Outcome, result.Code));
            Assert.Equal(
                ["cross", "isolated"],
                _exchange.SentTo(Paths.Order)[^2..].Select(request => request.BusinessQuery.Split("margin_mode=")[1].Split('&')[0]));
            Assert.Equal(outcome == CancelOutcome.Unknown ? HtxErrorKind.OutcomeUnknown : null, result.Failure?.Kind);
        }
    }

    [Fact]
    public void A_look_up_adds_the_ids_and_what_was_executed()
    {
        _exchange.Answer(Paths.CancelOrder, Replies.Code(1061));
        _exchange.Answer(Paths.Order, Replies.Data(Recorded.OrderIn("partially_canceled").Replace("\"trade_volume\":\"0\"", "\"trade_volume\":\"0.4\"", StringComparison.Ordinal)));

        HtxCancelResult result = _desk.Cancel(OrderReference.Create(Recorded.ContractCode, null, Recorded.ClientOrderId));
        Assert.Equal((Recorded.OrderId, Recorded.ClientOrderId, 0.4m), (result.OrderId, result.ClientOrderId, result.FilledVolume));
    }

    [Fact]
    public void An_answer_about_another_order_is_no_answer()
    {
        _exchange.Answer(Paths.CancelOrder, Replies.Code(1061));
        _exchange.Always(Paths.Order, Replies.Data(Recorded.OrderIn("canceled").Replace(Recorded.OrderId, "1550000000000000002", StringComparison.Ordinal)));

        // It was asked for this one, and has said of another one how it stands.
        HtxCancelResult result = _desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Unknown, HtxErrorKind.OutcomeUnknown), (result.Outcome, result.Failure!.Kind));
    }

    [Fact]
    public void A_refused_time_stamp_is_met_once_by_measuring_the_clock()
    {
        _exchange.Answer(Paths.CancelOrder, Replies.Code(12001), Replies.Accepted);
        Assert.Equal((CancelOutcome.Accepted, 2), Brief(_desk.CancelRecorded()));
        Assert.Equal(2, _exchange.SentTo(Paths.Timestamp).Count);

        _exchange.Answer(Paths.CancelOrder, Replies.Code(12001), Replies.Code(12001));
        HtxCancelResult result = _desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Rejected, 2), Brief(result));
        Assert.Equal(HtxErrorKind.ClockSkew, result.Failure!.Kind);
        Assert.Equal(3, _exchange.SentTo(Paths.Timestamp).Count);
    }

    [Fact]
    public void Busy_codes_are_repeated_with_growing_pauses_and_then_settled()
    {
        foreach (int code in (int[])[1000, 1001, 1002, 1003, 1004, 1005, 1108, 1440])
        {
            int before = _exchange.Requests.Count;
            _exchange.Answer(Paths.CancelOrder, Replies.Code(code), Replies.Code(code), Replies.Code(code), Replies.Code(code));
            _exchange.Always(Paths.Order, Replies.Data(Recorded.OpenOrder));

            HtxCancelResult result = _desk.CancelRecorded();
            Assert.Equal((CancelOutcome.Unknown, 4), Brief(result));
            Assert.Equal(HtxErrorKind.OutcomeUnknown, result.Failure!.Kind);
            TimeSpan[] at = [.. _exchange.Requests[before..].Where(request => request.Path == Paths.CancelOrder).Select(request => request.At)];
            Assert.InRange((at[1] - at[0]).TotalMilliseconds, 50, 150);
            Assert.InRange((at[2] - at[1]).TotalMilliseconds, 100, 300);
            Assert.InRange((at[3] - at[2]).TotalMilliseconds, 200, 600);
        }
    }

    [Fact]
    public void A_busy_moment_that_passes_leaves_no_trace()
    {
        _exchange.Answer(Paths.CancelOrder, Replies.Code(1004), Replies.Accepted);
        HtxCancelResult result = _desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Accepted, 2), Brief(result));
        Assert.Null(result.Failure);
    }

    private static (CancelOutcome Outcome, int Attempts) Brief(HtxCancelResult result) => (result.Outcome, result.Attempts);
}
