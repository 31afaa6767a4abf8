using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Live;

/// <summary>Who waits for positions to be closed while somebody watches looks at no order: how the closes ended is told, and a listing of positions proves it.</summary>
public sealed class ToldClosesTests : IDisposable
{
    private static readonly string[] s_contracts = ["BTC-USDT", "ETH-USDT", "SOL-USDT", "XRP-USDT", "DOGE-USDT"];
    private static readonly string[] s_reads = [Paths.Order, Paths.Opens, Paths.History];

    private readonly VirtualSandbox _sandbox = VirtualSandbox.Remote();
    private readonly Watched _watched;
    private readonly Desk _desk;

    public ToldClosesTests()
    {
        foreach (string contract in s_contracts)
        {
            _sandbox.Account.AddPosition(new SandboxPositionTemplate { ContractCode = contract, PositionSide = "long", Volume = 4 });
            _sandbox.Account.AddPosition(new SandboxPositionTemplate { ContractCode = contract, PositionSide = "short", MarginMode = "isolated", Volume = 6 });
        }

        _watched = new Watched(_sandbox.Handler, _sandbox.Time);
        _desk = Desk.Open(_watched, _sandbox.Time, options => options with { OpenSocket = _sandbox.Handler.ConnectSocketAsync });
    }

    public void Dispose()
    {
        _desk.Dispose();
        _sandbox.Handler.Dispose();
    }

    [Fact]
    public void Ten_closes_cost_one_listing_of_positions_and_no_look_at_an_order()
    {
        using Watching watching = Begin();
        List<HtxCloseResult> results = Close();
        Assert.Equal(10, results.Count);
        Assert.All(results, result => Assert.Equal((CloseOutcome.Closed, "The position is closed."), (result.Outcome, result.Message)));
        Assert.All(results, result => Assert.Equal((_sandbox.Account.FindOrder(result.OrderId!)!.FilledVolume, 0m), (result.ClosedVolume, result.RemainingVolume)));
        Assert.All(results, result => Assert.Equal(_sandbox.Account.FindOrder(result.OrderId!)!.AveragePrice, result.AveragePrice));
        Assert.Empty(_watched.SentTo(s_reads));
        Assert.Single(_watched.SentTo(Paths.Positions));
    }

    [Fact]
    public void Where_nobody_watches_the_orders_are_looked_at_as_ever()
    {
        Assert.All(Close(), result => Assert.Equal(CloseOutcome.Closed, result.Outcome));
        Assert.NotEmpty(_watched.SentTo(s_reads));
    }

    [Theory]
    [InlineData("subscription-forgotten")]
    [InlineData("push-lost")]
    [InlineData("push-garbled")]
    public void A_stream_that_is_deaf_costs_a_second_and_no_outcome(string fault)
    {
        _sandbox.Exchange.Faults.Add(fault);
        using Watching watching = Begin();
        TimeSpan began = _sandbox.Time.Elapsed;
        Assert.All(Close(), result => Assert.Equal((CloseOutcome.Closed, 0m), (result.Outcome, result.RemainingVolume)));
        Assert.InRange(_sandbox.Time.Elapsed - began, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void A_close_that_was_cut_is_told_with_both_volumes_and_no_look_at_its_order()
    {
        _sandbox.Exchange.Options.CloseFillShare = 0.5m;
        using Watching watching = Begin();
        List<HtxCloseResult> results = Close();
        Assert.All(results, result => Assert.Equal((CloseOutcome.PartiallyClosed, result.RemainingVolume), (result.Outcome, result.ClosedVolume)));
        Assert.Empty(_watched.SentTo(s_reads));
    }

    [Fact]
    public void An_end_that_was_told_proves_no_position_gone()
    {
        _watched.Instead(Paths.Positions, Replies.Data("""[{"contract_code":"BTC-USDT","position_side":"long","direction":"buy","margin_mode":"cross","volume":"4","available":"4","created_time":"1"}]"""));
        using Watching watching = Begin();
        HtxCloseResult result = Assert.Single(Close(), result => result is { ContractCode: "BTC-USDT", PositionSide: PositionSide.Long });
        Assert.Equal((CloseOutcome.PartiallyClosed, 4m, 4m), (result.Outcome, result.ClosedVolume, result.RemainingVolume));
    }

    [Fact]
    public void The_time_limit_counts_from_the_answer_whether_the_stream_tells_or_not()
    {
        _sandbox.Exchange.Faults.Add("push-lost,503:path=/v5/trade/position/opens");
        using Watching watching = Begin();
        List<HtxCloseResult> results = Close(TimeSpan.FromMilliseconds(800));
        Assert.All(results, result => Assert.Equal((CloseOutcome.Accepted, HtxErrorKind.WaitTimeout), (result.Outcome, result.Failure?.Kind)));
        Assert.All(results, result => Assert.InRange(result.Elapsed, TimeSpan.FromMilliseconds(800), TimeSpan.FromMilliseconds(1000)));
    }

    [Fact]
    public void Stopping_all_trading_closes_without_a_look_at_an_order_of_a_close()
    {
        using Watching watching = Begin();
        _watched.Requests.Clear();
        HtxStopReport report = _sandbox.Time.Run(() => _desk.Client.Trading.StopAsync(TradingScope.Account, new StopTradingOptions { ClosesPositions = true }));
        Assert.True(report is { Succeeded: true, IsFlat: true });
        Assert.Equal(10, report.Positions["Closed"]);
        Assert.Empty(_watched.SentTo(Paths.Order, Paths.History));
    }

    private List<HtxCloseResult> Close(TimeSpan? wait = null)
    {
        List<HtxPosition> positions = _sandbox.Account.Positions.Select(position => new HtxPosition
        {
            ContractCode = position.ContractCode,
            PositionSide = Enum.Parse<PositionSide>(position.PositionSide, ignoreCase: true),
            Direction = position.PositionSide == "long" ? OrderSide.Buy : OrderSide.Sell,
            MarginMode = Enum.Parse<MarginMode>(position.MarginMode, ignoreCase: true),
            Volume = position.Volume,
            Available = position.Volume,
        }).ToList();
        _watched.Requests.Clear();
        return _sandbox.Time.Run(async () =>
        {
            CloseRun run = _desk.Client.Positions.BeginCloseRun(wait ?? TimeSpan.FromSeconds(10));
            positions.ForEach(position => Assert.True(run.TryPost(PositionReference.Of(position), position)));
            return await run.DrainAsync().ConfigureAwait(false);
        });
    }

    private Watching Begin() => Watching.Begin(_desk);
}
