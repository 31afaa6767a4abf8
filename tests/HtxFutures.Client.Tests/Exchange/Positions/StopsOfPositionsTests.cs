using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange.Positions;

/// <summary>Algo orders and positions: what fires opens and closes them, and what has nothing to close fails (desk facts 1.8).</summary>
public sealed class StopsOfPositionsTests
{
    private readonly PositionDesk _desk = new();

    public StopsOfPositionsTests() => _desk.Exchange.MovePrice("TEST-USDT", 100);

    [Fact]
    public void A_stop_without_a_volume_closes_the_whole_position()
    {
        _desk.Trade("buy", "long", 7);
        SandboxAlgoOrder stop = Add(SandboxAlgoType.StopLoss, volume: 0);
        _desk.Exchange.MovePrice("TEST-USDT", 89);
        Assert.Equal((SandboxAlgoState.Effective, ""), (StateOf(stop), _desk.Holds()));
        SandboxOrder child = _desk.Account.Orders[^1];
        Assert.Equal((7m, 89m, "market", 0m), (child.FilledVolume, child.AveragePrice, child.Type, child.Price));
    }

    [Fact]
    public void A_stop_closes_no_more_than_there_is()
    {
        _desk.Trade("buy", "long", 2);
        Add(SandboxAlgoType.StopLoss, volume: 5);
        _desk.Exchange.MovePrice("TEST-USDT", 89);
        Assert.Equal((2m, ""), (_desk.Account.Orders[^1].Volume, _desk.Holds()));
    }

    [Theory]
    [InlineData(SandboxAlgoType.StopLoss, false)]
    [InlineData(SandboxAlgoType.Trigger, true)]
    public void What_can_only_close_fails_where_there_is_nothing_to_close(SandboxAlgoType type, bool reduceOnly)
    {
        _desk.Trade("sell", "short", 3);
        SandboxAlgoOrder algo = Add(type, reduceOnly: reduceOnly, positionSide: reduceOnly ? "both" : "long");
        _desk.Exchange.MovePrice("TEST-USDT", 89);
        Assert.Equal((SandboxAlgoState.Failed, "short sell 3"), (StateOf(algo), _desk.Holds()));
        Assert.Single(_desk.Account.Orders);
    }

    [Fact]
    public void Or_it_fires_all_the_same_and_opens_nothing()
    {
        _desk.Options.StopsNeedPosition = false;
        SandboxAlgoOrder stop = Add(SandboxAlgoType.StopLoss);
        _desk.Exchange.MovePrice("TEST-USDT", 89);
        Assert.Equal((SandboxAlgoState.Effective, ""), (StateOf(stop), _desk.Holds()));
        Assert.Equal(SandboxOrderState.Filled, Assert.Single(_desk.Account.Orders).State);
    }

    [Fact]
    public void A_trigger_that_fires_opens_a_position_once_its_order_is_executed()
    {
        Add(SandboxAlgoType.Trigger, side: "sell", positionSide: "short");
        _desk.Exchange.MovePrice("TEST-USDT", 95);
        Assert.Equal("", _desk.Holds());
        _desk.Account.Fill(Assert.Single(_desk.Account.Orders).OrderId, 1);
        Assert.Equal("short sell 1", _desk.Holds());
    }

    [Fact]
    public void Closing_a_position_lets_its_stops_fail_a_moment_later_and_no_others()
    {
        _desk.Trade("buy", "long", 3);
        _desk.Trade("sell", "short", 3);
        SandboxAlgoOrder own = Add(SandboxAlgoType.StopLoss), other = Add(SandboxAlgoType.StopLoss, side: "buy", positionSide: "short", loss: 110);
        Assert.Equal(200, _desk.Sandbox.Ask("/v5/trade/position", body: """{"contract_code":"TEST-USDT","margin_mode":"cross","position_side":"long"}""").Code());
        _desk.Pass(13 + 199);
        Assert.Equal(SandboxAlgoState.Active, StateOf(own));
        _desk.Pass(1);
        Assert.Equal((SandboxAlgoState.Failed, SandboxAlgoState.Active), (StateOf(own), StateOf(other)));
    }

    [Fact]
    public void Of_two_stops_that_fire_together_the_second_finds_nothing_left()
    {
        _desk.Trade("buy", "long", 3);
        SandboxAlgoOrder first = Add(SandboxAlgoType.StopLoss, volume: 3), second = Add(SandboxAlgoType.StopLoss, volume: 3);
        _desk.Exchange.MovePrice("TEST-USDT", 89);
        Assert.Equal((SandboxAlgoState.Effective, SandboxAlgoState.Failed), (StateOf(first), StateOf(second)));
    }

    [Theory]
    [InlineData(SandboxPositionMode.DualSide)]
    [InlineData(SandboxPositionMode.SingleSide)]
    public void The_sample_positions_fit_the_sample_algo_orders(SandboxPositionMode mode)
    {
        _desk.Account.PositionMode = mode;
        _desk.Account.AddSampleAlgoOrders(10);
        IReadOnlyList<SandboxPosition> positions = _desk.Account.AddSamplePositions();
        Assert.Equal(positions, _desk.Account.Positions);
        Assert.InRange(positions.Count, 5, 14);
        Assert.Equal(["cross", "isolated"], positions.Select(position => position.MarginMode).Distinct().Order());
        Assert.Equal(["buy", "sell"], positions.Select(position => position.Direction).Distinct().Order());
        Assert.Contains(positions, position => position.ContractCode.Length > "BTC-USDT".Length);
        Assert.All(positions, position => Assert.Equal(mode == SandboxPositionMode.SingleSide, position.PositionSide == "both"));
        Assert.Equal(0.8m, positions.Max(position => position.MarginRate), 3);
        Assert.All(positions, position => Assert.InRange(position.MarginRate, 0.01m, 0.81m));
        Assert.InRange(decimal.Parse(_desk.Dollars().Text("available_margin")!, System.Globalization.CultureInfo.InvariantCulture), 100, 100_000);
        if (mode == SandboxPositionMode.DualSide)
        {
            foreach (SandboxAlgoTemplate stop in _desk.Account.AlgoOrders.Select(algo => algo.Terms).Where(terms => terms.TakeProfit is not null || terms.StopLoss is not null || terms.ReduceOnly))
            {
                Assert.True(_desk.Account.FindPosition(stop.ContractCode, stop.Side == "sell" ? "long" : "short", stop.MarginMode)?.Volume >= stop.Volume);
            }
        }
    }

    [Fact]
    public void The_samples_are_the_same_for_a_seed_and_leave_the_orders_as_they_are()
    {
        PositionDesk other = new();
        Assert.Equal(_desk.Account.AddSamplePositions(), other.Account.AddSamplePositions());
        Assert.Equal(_desk.Account.AddSampleOrders(20), new PositionDesk().Account.AddSampleOrders(20));
    }

    private SandboxAlgoState StateOf(SandboxAlgoOrder algo) => _desk.Account.FindAlgoOrder(algo.AlgoId)!.State;

    private SandboxAlgoOrder Add(SandboxAlgoType type, decimal volume = 1, string side = "sell", string positionSide = "long", bool reduceOnly = false, decimal loss = 90) =>
        _desk.Account.AddAlgoOrder(new SandboxAlgoTemplate(type)
        {
            ContractCode = "TEST-USDT", Volume = volume, Side = side, PositionSide = positionSide, ReduceOnly = reduceOnly, StopLoss = new SandboxStop(loss), TriggerPrice = 95, Price = 94,
        });
}
