using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Positions.Closing;

/// <summary>In one-way mode a side closes whichever way it lies, so that it is looked at right before.</summary>
public sealed class CloseFirstLookTests : IDisposable
{
    private readonly CloseStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void What_has_turned_since_it_was_listed_is_not_touched()
    {
        _stage.Lists($"[{CloseStage.Row("2", side: "both", direction: "sell")}]");
        HtxCloseResult result = _stage.CloseShown(shown: CloseStage.Shown(PositionSide.Both));
        Assert.Equal((CloseOutcome.NothingToClose, 0, null, null), (result.Outcome, result.Attempts, result.ClientOrderId, result.Failure));
        Assert.Contains("turned round", result.Message, StringComparison.Ordinal);
        Assert.Empty(_stage.Closes);
    }

    [Theory]
    [InlineData("[]")] // a listing may be empty while positions stand: the exchange's own answer says whether there is one
    [InlineData("""[{"contract_code":"BTC-USDT","position_side":"both","direction":"buy","margin_mode":"cross","volume":"5"}]""")]
    [InlineData("""[{"contract_code":"BTC-USDT","position_side":"both","direction":"odd","margin_mode":"cross","volume":"5"}]""")]
    public void What_has_not_turned_is_closed(string listing)
    {
        _stage.Lists(listing).Answers(CloseStage.Taken);
        Assert.Equal(CloseOutcome.Accepted, _stage.CloseShown(shown: CloseStage.Shown(PositionSide.Both)).Outcome);
    }

    [Fact]
    public void What_cannot_be_looked_at_is_not_sent_and_the_way_to_send_it_is_told()
    {
        _stage.Lists("null");
        HtxCloseResult result = _stage.CloseShown(shown: CloseStage.Shown(PositionSide.Both));
        Assert.Equal((CloseOutcome.Rejected, 0), (result.Outcome, result.Attempts));
        Assert.StartsWith("Not sent:", result.Message, StringComparison.Ordinal);
        Assert.Contains("name its contract, side and margin mode", result.Failure!.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_named_is_closed_whichever_way_it_lies_also_where_it_cannot_be_looked_at()
    {
        _stage.Lists("null").Answers(CloseStage.Taken);
        Assert.Equal(CloseOutcome.Accepted, Assert.Single(_stage.Run(null, (CloseStage.Named(PositionSide.Both), null))).Outcome);
    }

    [Fact]
    public void Many_share_their_looks()
    {
        _stage.Answers([.. Enumerable.Repeat(CloseStage.Taken, 4)]);
        _stage.Exchange.Always(Paths.Positions, Replies.After(TimeSpan.FromMilliseconds(40), Replies.Data("[]")));
        _stage.Run(null, [.. new[] { PositionSide.Both, PositionSide.Long, PositionSide.Short }.Select(side => (CloseStage.Named(side), (HtxPosition?)null)), (CloseStage.Named(mode: MarginMode.Isolated), null)]);
        Assert.Equal(2, _stage.Exchange.SentTo(Paths.Positions).Count); // the first begins one, which is too early for those that come meanwhile
        Assert.Equal(4, _stage.Closes.Count);
    }

    [Fact]
    public void A_run_that_is_given_up_while_it_looks_sends_nothing()
    {
        _stage.Exchange.Always(Paths.Positions, Replies.After(TimeSpan.FromMilliseconds(40), Replies.Data("[]")));
        HtxFuturesClient client = _stage.Client;
        _stage.Time.Run(async () =>
        {
            CloseRun run = client.Positions.BeginCloseRun();
            Assert.True(run.TryPost(CloseStage.Named()));
            run.Abandon();
            await run.DisposeAsync().ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromSeconds(1), _stage.Time).ConfigureAwait(false);
        });
        Assert.Empty(_stage.Closes);
    }

    [Theory]
    [InlineData("BTC", PositionSide.Long, MarginMode.Cross)]
    [InlineData("BTC-USDT", PositionSide.Unknown, MarginMode.Cross)]
    [InlineData("BTC-USDT", PositionSide.Long, MarginMode.Unknown)]
    [InlineData("BTC-USDT", (PositionSide)9, MarginMode.Cross)]
    public void What_names_no_position_is_refused(string contract, PositionSide side, MarginMode mode) =>
        Assert.Equal(HtxErrorKind.InvalidParameter, Assert.Throws<HtxException>(() => PositionReference.Create(contract, side, mode)).Kind);
}
