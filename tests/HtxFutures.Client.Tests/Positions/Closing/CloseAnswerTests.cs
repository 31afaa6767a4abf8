using System.Globalization;
using HtxFutures.Calls.Answers;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Errors;

namespace HtxFutures.Client.Tests.Positions.Closing;

/// <summary>What each answer to a close means, row by row of desk facts 2.2.</summary>
public sealed class CloseAnswerTests : IDisposable
{
    private readonly CloseStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void A_close_names_contract_margin_mode_side_and_an_id_of_its_own_and_no_volume()
    {
        _stage.Answers(CloseStage.Taken);
        HtxCloseResult result = _stage.CloseShown();
        SentRequest close = Assert.Single(_stage.Closes);
        Assert.Equal($$"""{"contract_code":"BTC-USDT","margin_mode":"cross","position_side":"long","client_order_id":"{{result.ClientOrderId}}"}""", close.Body);
        Assert.Equal((CloseOutcome.Accepted, CloseStage.OrderId, 1, (int?)200), (result.Outcome, result.OrderId, result.Attempts, result.Code));
        Assert.Equal((null, null, null, null), (result.ClosedVolume, result.AveragePrice, result.RemainingVolume, result.Failure));
        Assert.Equal("BTC-USDT Long Accepted", result.ToString());
    }

    [Fact]
    public void In_hedge_mode_nothing_goes_before_the_close()
    {
        _stage.Answers(CloseStage.Taken);
        _ = _stage.Client;
        int before = _stage.Exchange.Requests.Count;
        _stage.CloseShown();
        Assert.Equal([CloseStage.Close], _stage.Exchange.Requests.Skip(before).Select(request => request.Path));
    }

    [Theory]
    [InlineData("""{"order_id":1560000000000000000,"client_order_id":1560000000000000000}""", "1560000000000000000")]
    [InlineData("""{"order_id":1.56e18,"client_order_id":1.56e18}""", null)]
    [InlineData("""[{"order_id":"7","client_order_id":"7"}]""", "7")]
    [InlineData("{}", null)]
    public void Ids_in_other_shapes_are_read_or_done_without(string data, string? orderId)
    {
        _stage.Answers(Replies.Data(data));
        HtxCloseResult result = _stage.CloseShown();
        Assert.Equal((CloseOutcome.Accepted, orderId), (result.Outcome, result.OrderId));
    }

    [Theory]
    [InlineData("""{"order_id":"7","client_order_id":"8"}""")]
    [InlineData("null")]
    [InlineData("""{"order_id":"7","order_id":"8"}""")]
    [InlineData("""{"order_id":"7","code":1048}""")]
    [InlineData("""{"order_id":"7","success":false}""")]
    [InlineData("""[{"order_id":"7"},{"order_id":"8"}]""")]
    public void A_success_that_does_not_speak_of_the_close_is_a_doubt(string data)
    {
        _stage.Answers(Replies.Data(data)).Lists($"[{CloseStage.Row()}]");
        HtxCloseResult result = _stage.CloseShown();
        Assert.Equal((CloseOutcome.Unknown, HtxErrorKind.OutcomeUnknown, 1), (result.Outcome, result.Failure!.Kind, _stage.Closes.Count));
    }

    [Theory]
    [InlineData(1048)]
    [InlineData(1046)]
    public void Nothing_to_close_is_flat_where_a_listing_shows_none(int code)
    {
        _stage.Answers(Replies.Code(code));
        HtxCloseResult result = _stage.CloseShown();
        Assert.Equal((CloseOutcome.NothingToClose, code, 0m, 1), (result.Outcome, result.Code, result.RemainingVolume, result.Attempts));
        Assert.Null(result.Failure);
        Assert.Null(result.ClosedVolume);
    }

    [Theory]
    [InlineData(1048)]
    [InlineData(1046)]
    public void Nothing_to_close_is_blocked_where_orders_hold_the_position(int code)
    {
        _stage.Answers(Replies.Code(code)).Lists($"[{CloseStage.Row("3", "1")}]");
        HtxCloseResult result = _stage.CloseShown();
        Assert.Equal((CloseOutcome.Blocked, HtxErrorKind.PositionNotClosed, 3m, 1), (result.Outcome, result.Failure!.Kind, result.RemainingVolume, _stage.Closes.Count));
        Assert.Equal((Means.CancelClosingOrders, "BTC-USDT", "Sell"), (result.Failure.Guidance!.Means, result.Failure.Guidance.ContractCode, result.Failure.Guidance.ClosingSide));
        Assert.Contains("hold 2 of 3", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_close_of_a_position_that_stands_free_is_asked_again_and_then_told()
    {
        _stage.Answers([.. Enumerable.Repeat(Replies.Code(1048), 4)]).Lists($"[{CloseStage.Row()}]");
        HtxCloseResult result = _stage.CloseShown();
        Assert.Equal((CloseOutcome.Rejected, 1048, 3m, 4), (result.Outcome, result.Code, result.RemainingVolume, result.Attempts));
        Assert.Single(_stage.ClientIds.Distinct());
    }

    [Fact]
    public void Nothing_to_close_of_a_position_that_stands_free_is_asked_again_and_taken()
    {
        _stage.Answers(Replies.Code(1048), CloseStage.Taken).Lists($"[{CloseStage.Row()}]");
        HtxCloseResult result = _stage.CloseShown();
        Assert.Equal((CloseOutcome.Accepted, 2), (result.Outcome, result.Attempts));
        Assert.Single(_stage.ClientIds.Distinct());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""[{"contract_code":"BTC-USDT","position_side":"odd","margin_mode":"cross","volume":"3"}]""")]
    [InlineData("""[{"contract_code":"BTC-USDT","position_side":"long","margin_mode":"odd","volume":"3"}]""")]
    public void What_is_no_clear_listing_is_neither_flat_nor_blocked(string listing)
    {
        _stage.Answers(Replies.Code(1048)).Lists(listing);
        HtxCloseResult result = _stage.CloseShown();
        Assert.Equal((CloseOutcome.Rejected, 1048), (result.Outcome, result.Failure!.Code));
        Assert.Null(result.RemainingVolume);
    }

    [Theory]
    [InlineData(1497, HtxErrorKind.InvalidParameter)]
    [InlineData(1499, HtxErrorKind.InvalidParameter)]
    [InlineData(1500, HtxErrorKind.InvalidParameter)]
    [InlineData(1067, HtxErrorKind.InvalidParameter)]
    [InlineData(4011, HtxErrorKind.ApiError)]
    [InlineData(1041, HtxErrorKind.InvalidParameter)]
    [InlineData(1087, HtxErrorKind.PermissionDenied)]
    [InlineData(1101, HtxErrorKind.PermissionDenied)]
    [InlineData(1083, HtxErrorKind.PermissionDenied)]
    [InlineData(1205, HtxErrorKind.PermissionDenied)]
    [InlineData(1508, HtxErrorKind.PermissionDenied)]
    [InlineData(1060, HtxErrorKind.ApiError)]
    [InlineData(1061, HtxErrorKind.OrderNotFound)]
    public void A_refusal_is_told_once_and_as_what_it_is(int code, HtxErrorKind kind)
    {
        _stage.Answers(Replies.Code(code));
        HtxCloseResult result = _stage.CloseShown();
        Assert.Equal((CloseOutcome.Rejected, code, kind, 1), (result.Outcome, result.Code, result.Failure!.Kind, _stage.Closes.Count));
        Assert.Empty(_stage.Exchange.SentTo(Paths.Positions));
        Assert.Equal(code is 1041 or 4011, result.Failure.Advice?.Contains("reduce-only", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData(1050)]
    [InlineData(1064)]
    public void An_id_that_exists_is_ours_and_is_looked_up(int code)
    {
        _stage.Answers(Replies.Code(code)).Finds("filled", "3");
        HtxCloseResult result = _stage.CloseShown();
        Assert.Equal((CloseOutcome.Closed, CloseStage.OrderId, 3m, 62688.2m, 0m, 1), (result.Outcome, result.OrderId, result.ClosedVolume, result.AveragePrice, result.RemainingVolume, _stage.Closes.Count));
    }

    [Fact]
    public void What_exceeds_the_budget_did_not_run_and_goes_again_with_its_id()
    {
        _stage.Answers(Replies.Code(1032), CloseStage.Taken);
        HtxCloseResult result = _stage.CloseShown();
        Assert.Equal((CloseOutcome.Accepted, 2), (result.Outcome, result.Attempts));
        Assert.Single(_stage.ClientIds.Distinct());
    }

    [Fact]
    public void A_key_that_is_refused_ends_the_run()
    {
        _stage.Answers([.. Enumerable.Repeat(Replies.Code(401), 2)]);
        List<HtxCloseResult> results = _stage.Run(null, (CloseStage.Named(), CloseStage.Shown()), (CloseStage.Named(PositionSide.Short), CloseStage.Shown(PositionSide.Short, OrderSide.Sell)));
        Assert.All(results, result => Assert.Equal((CloseOutcome.Rejected, true), (result.Outcome, result.Failure!.EndsRun)));
    }

    [Fact]
    public void The_same_position_given_twice_is_closed_once_and_answered_twice()
    {
        _stage.Answers(Replies.After(TimeSpan.FromMilliseconds(40), CloseStage.Taken));
        List<HtxCloseResult> results = _stage.Run(null, (CloseStage.Named(), CloseStage.Shown()), (CloseStage.Named(), CloseStage.Shown()));
        Assert.Equal([CloseOutcome.Accepted, CloseOutcome.Accepted], results.Select(result => result.Outcome));
        Assert.Single(_stage.Closes);
    }

    [Fact]
    public void Each_close_has_an_id_of_its_own_and_they_rise()
    {
        _stage.Answers(CloseStage.Taken, CloseStage.Taken, CloseStage.Taken);
        _stage.CloseShown();
        _stage.CloseShown();
        _stage.Time.Run(() => _stage.Client.Positions.CloseAsync(CloseStage.Named()));
        long[] ids = [.. _stage.ClientIds.Select(id => long.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture))];
        Assert.Equal(3, ids.Distinct().Count());
        Assert.Equal(ids.Order(), ids);
        Assert.All(ids, id => Assert.InRange(id, 1, long.MaxValue));
    }

    [Fact]
    public void Codes_of_a_close_are_in_the_table()
    {
        foreach (int code in new[] { 1046, 1048, 1050, 1064, 1083, 1087, 1101, 1497, 1499, 1500 })
        {
            Assert.DoesNotContain("with code", ExchangeCodes.Find(code).Meaning, StringComparison.Ordinal);
        }
    }
}
