using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Positions.Closing;

/// <summary>A close that the exchange took is followed to its end, where somebody wants to know it.</summary>
public sealed class CloseFollowingTests : IDisposable
{
    private static readonly TimeSpan s_wait = TimeSpan.FromSeconds(10);

    private readonly CloseStage _stage = new();

    public CloseFollowingTests() => _stage.Answers(CloseStage.Taken);

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void It_is_closed_when_a_listing_shows_none()
    {
        _stage.Lists($"[{CloseStage.Row()}]", "[]").Finds("filled", "3");
        HtxCloseResult result = _stage.CloseShown(s_wait);
        Assert.Equal((CloseOutcome.Closed, 3m, 62688.2m, 0m, null), (result.Outcome, result.ClosedVolume, result.AveragePrice, result.RemainingVolume, result.Failure));
        Assert.Equal("The position is closed.", result.Message);
    }

    [Fact]
    public void What_was_closed_beyond_what_was_listed_is_told()
    {
        _stage.Finds("filled", "5");
        Assert.Contains("listed with 3, and 5 were closed", _stage.CloseShown(s_wait).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_position_that_others_have_closed_is_closed_and_nothing_of_it_is_ours()
    {
        _stage.Finds("canceled", "0", "No counterparty");
        HtxCloseResult result = _stage.CloseShown(s_wait);
        Assert.Equal((CloseOutcome.Closed, 0m, null), (result.Outcome, result.ClosedVolume, result.AveragePrice));
    }

    [Theory]
    [InlineData("canceled")]
    [InlineData("rejected")]
    public void A_close_that_ended_with_nothing_executed_is_rejected_with_the_exchanges_reason(string state)
    {
        _stage.Lists($"[{CloseStage.Row()}]").Finds(state, "0", "Self trade");
        HtxCloseResult result = _stage.CloseShown(s_wait);
        Assert.Equal((CloseOutcome.Rejected, HtxErrorKind.PositionNotClosed, 0m, 3m), (result.Outcome, result.Failure!.Kind, result.ClosedVolume, result.RemainingVolume));
        Assert.Contains("Self trade", result.Message, StringComparison.Ordinal);
        Assert.True(result.Elapsed < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_close_that_ended_with_a_part_executed_tells_both_volumes()
    {
        _stage.Lists($"[{CloseStage.Row()}]", $"[{CloseStage.Row("2")}]").Finds("partially_canceled", "1");
        HtxCloseResult result = _stage.CloseShown(s_wait);
        Assert.Equal((CloseOutcome.PartiallyClosed, HtxErrorKind.PositionNotClosed, 1m, 2m), (result.Outcome, result.Failure!.Kind, result.ClosedVolume, result.RemainingVolume));
        Assert.True(result.Elapsed < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_position_that_is_still_shown_when_all_was_executed_may_have_been_opened_anew()
    {
        _stage.Lists($"[{CloseStage.Row("1", openedLater: TimeSpan.FromHours(2))}]").Finds("filled", "3");
        HtxCloseResult result = _stage.CloseShown(s_wait);
        Assert.Equal((CloseOutcome.PartiallyClosed, 3m, 1m), (result.Outcome, result.ClosedVolume, result.RemainingVolume));
        Assert.Contains("opened anew", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_seen_in_time_stays_accepted()
    {
        _stage.Lists($"[{CloseStage.Row()}]").Finds("new", "0");
        HtxCloseResult result = _stage.CloseShown(TimeSpan.FromSeconds(2));
        Assert.Equal((CloseOutcome.Accepted, HtxErrorKind.WaitTimeout, 3m), (result.Outcome, result.Failure!.Kind, result.RemainingVolume));
        Assert.InRange(result.Elapsed.TotalSeconds, 2, 2.2);
    }

    [Fact]
    public void A_listing_that_is_none_is_not_flat()
    {
        _stage.Lists("null").Finds("filled", "3");
        HtxCloseResult result = _stage.CloseShown(TimeSpan.FromSeconds(2));
        Assert.Equal((CloseOutcome.Accepted, HtxErrorKind.WaitTimeout), (result.Outcome, result.Failure!.Kind));
    }

    [Fact]
    public void One_listing_of_positions_serves_all_of_a_look()
    {
        _stage.Answers(CloseStage.Taken, CloseStage.Taken);
        List<HtxCloseResult> results = _stage.Run(
            s_wait,
            (CloseStage.Named(), CloseStage.Shown()),
            (CloseStage.Named(PositionSide.Short), CloseStage.Shown(PositionSide.Short, OrderSide.Sell)),
            (CloseStage.Named(mode: MarginMode.Isolated), CloseStage.Shown()));
        Assert.All(results, result => Assert.Equal(CloseOutcome.Closed, result.Outcome));
        Assert.Single(_stage.Exchange.SentTo(Paths.Positions));
    }
}
