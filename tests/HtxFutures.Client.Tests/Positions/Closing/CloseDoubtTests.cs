using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Positions.Closing;

/// <summary>A close that may have run is never sent again before a look has shown that it did not, and after no answer not at all.</summary>
public sealed class CloseDoubtTests : IDisposable
{
    private readonly CloseStage _stage = new();

    public void Dispose() => _stage.Dispose();

    public static TheoryData<string> Lost => ["time-out", "reset", "502", "garbled", "two voices"];

    [Theory]
    [MemberData(nameof(Lost))]
    public void An_answer_that_did_not_come_is_settled_by_looking_and_the_close_is_not_sent_again(string how)
    {
        _stage.Answers(Loss(how)).Lists($"[{CloseStage.Row()}]", "[]").Finds("filled", "3");
        HtxCloseResult result = _stage.CloseShown();
        Assert.Equal((CloseOutcome.Closed, 3m, 62688.2m, 0m), (result.Outcome, result.ClosedVolume, result.AveragePrice, result.RemainingVolume));
        Assert.Single(_stage.Closes);
        Assert.Null(result.Failure);
    }

    [Theory]
    [MemberData(nameof(Lost))]
    public void What_looks_do_not_show_stays_unknown_after_no_answer(string how)
    {
        _stage.Answers(Loss(how)).Lists($"[{CloseStage.Row()}]");
        HtxCloseResult result = _stage.CloseShown();
        Assert.Equal((CloseOutcome.Unknown, HtxErrorKind.OutcomeUnknown, 3m, 1), (result.Outcome, result.Failure!.Kind, result.RemainingVolume, _stage.Closes.Count));
        Assert.Contains("stands with 3", result.Message, StringComparison.Ordinal);
        Assert.True(result.Elapsed >= TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void A_flat_side_after_no_answer_is_closed_also_where_the_order_is_not_found()
    {
        _stage.Answers(Loss("reset"));
        HtxCloseResult result = _stage.CloseShown();
        Assert.Equal((CloseOutcome.Closed, 0m), (result.Outcome, result.RemainingVolume));
        Assert.Null(result.ClosedVolume);
    }

    [Theory]
    [InlineData(1004)]
    [InlineData(1000)]
    [InlineData(1056)]
    public void What_the_exchange_was_too_busy_for_and_did_not_do_is_sent_again_with_its_id(int code)
    {
        _stage.Answers(Replies.Code(code), CloseStage.Taken).Lists($"[{CloseStage.Row()}]");
        HtxCloseResult result = _stage.CloseShown();
        Assert.Equal((CloseOutcome.Accepted, 2), (result.Outcome, result.Attempts));
        Assert.Single(_stage.ClientIds.Distinct());
        Assert.True(_stage.Closes[1].At - _stage.Closes[0].At >= TimeSpan.FromSeconds(3));
    }

    [Theory]
    [InlineData("2", 0)] // a part of it may be our close's doing
    [InlineData("3", 60)] // opened anew
    public void What_is_not_as_it_was_before_is_not_closed_again(string volume, int openedLaterMinutes)
    {
        _stage.Answers(Replies.Code(1004)).Lists($"[{CloseStage.Row(volume, openedLater: TimeSpan.FromMinutes(openedLaterMinutes))}]");
        Assert.Equal((CloseOutcome.Unknown, 1), (_stage.CloseShown().Outcome, _stage.Closes.Count));
    }

    [Fact]
    public void What_was_never_shown_is_closed_again_only_where_it_is_as_it_was_right_before()
    {
        _stage.Answers(Replies.Code(1004), CloseStage.Taken).Lists($"[{CloseStage.Row()}]");
        Assert.Equal(CloseOutcome.Accepted, Assert.Single(_stage.Run(null, (CloseStage.Named(), null))).Outcome);
    }

    [Fact]
    public void Busy_to_the_end_is_unknown_and_says_what_stands()
    {
        _stage.Answers([.. Enumerable.Repeat(Replies.Code(1004), 4)]).Lists($"[{CloseStage.Row()}]");
        HtxCloseResult result = _stage.CloseShown();
        Assert.Equal((CloseOutcome.Unknown, 3m), (result.Outcome, result.RemainingVolume));
        Assert.InRange(_stage.Closes.Count, 3, 4);
        Assert.True(result.Elapsed < TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Settlement_to_the_end_says_to_wait_for_its_end()
    {
        _stage.Answers([.. Enumerable.Repeat(Replies.Code(1056), 4)]).Lists($"[{CloseStage.Row()}]");
        HtxCloseResult result = _stage.CloseShown();
        Assert.Equal(CloseOutcome.Unknown, result.Outcome);
        Assert.StartsWith("Wait for the end of the settlement", result.Failure!.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_close_that_ran_although_the_exchange_was_busy_is_found_by_its_id_in_the_history_where_that_has_lapsed()
    {
        _stage.Answers(Replies.Code(1004)).Lists("[]");
        _stage.Exchange.Always(Paths.History, (request, time, cancellationToken) => Replies.Data($"[{_stage.Order("filled", "3")}]")(request, time, cancellationToken));
        HtxCloseResult result = _stage.CloseShown();
        Assert.Equal((CloseOutcome.Closed, CloseStage.OrderId, 3m, 1), (result.Outcome, result.OrderId, result.ClosedVolume, _stage.Closes.Count));
    }

    [Fact]
    public void An_order_that_is_found_alive_was_taken()
    {
        _stage.Answers(Loss("reset")).Lists($"[{CloseStage.Row()}]").Finds("new", "0");
        HtxCloseResult result = _stage.CloseShown();
        Assert.Equal((CloseOutcome.Accepted, CloseStage.OrderId, null), (result.Outcome, result.OrderId, result.Failure));
    }

    [Theory]
    [InlineData("new", CloseOutcome.Accepted)]
    [InlineData("partially_filled", CloseOutcome.Accepted)]
    public void An_order_that_was_found_alive_and_is_not_found_again_was_taken_all_the_same(string state, CloseOutcome outcome)
    {
        int looks = 0;
        _stage.Answers(Loss("reset")).Lists($"[{CloseStage.Row()}]");
        _stage.Exchange.Always(Paths.Order, (request, time, cancellationToken) => (++looks <= 10 ? Replies.Data($"[{_stage.Order(state, "0")}]") : Replies.Code(1061))(request, time, cancellationToken));
        HtxCloseResult result = _stage.CloseShown(TimeSpan.FromSeconds(5));
        Assert.Equal((outcome, HtxErrorKind.WaitTimeout, CloseStage.OrderId), (result.Outcome, result.Failure!.Kind, result.OrderId));
        Assert.True(looks > 10);
    }

    [Fact]
    public void A_position_that_cannot_be_looked_at_is_not_called_closed()
    {
        _stage.Answers(Loss("reset")).Lists("null");
        HtxCloseResult result = _stage.CloseShown();
        Assert.Equal(CloseOutcome.Unknown, result.Outcome);
        Assert.Null(result.RemainingVolume);
    }

    [Fact]
    public void The_order_of_an_isolated_position_is_looked_for_as_isolated()
    {
        _stage.Answers(Loss("reset"));
        _stage.Run(null, (CloseStage.Named(mode: MarginMode.Isolated), null));
        Assert.All(_stage.Exchange.SentTo(Paths.Order), look => Assert.Contains("margin_mode=isolated", look.BusinessQuery, StringComparison.Ordinal));
        Assert.All(_stage.Exchange.SentTo(Paths.History), look => Assert.Contains("margin_mode=isolated", look.BusinessQuery, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_to_close_after_a_doubt_is_not_told_as_nothing()
    {
        _stage.Answers(Replies.Code(1004), Replies.Code(1048)).Lists(
            [.. Enumerable.Repeat($"[{CloseStage.Row()}]", 5), "[]"]);
        HtxCloseResult result = _stage.CloseShown();
        Assert.Equal((CloseOutcome.Closed, 0m), (result.Outcome, result.RemainingVolume));
    }

    private static Reply Loss(string how) => how switch
    {
        "time-out" => Replies.Never,
        "reset" => Replies.Fails(HttpRequestError.ResponseEnded),
        "502" => Replies.Page(502),
        "garbled" => Replies.Json("{\"code\":200,\"data\":"),
        _ => Replies.Json(Recorded.Envelope("null").Replace("\"unknownException\":false", "\"unknownException\":true", StringComparison.Ordinal)),
    };
}
