using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange.Algo;

/// <summary>A price that is moved fires what has waited for it, and an order takes its place (desk facts 1.4, 1.8).</summary>
public sealed class AlgoFiringTests
{
    private readonly AlgoDesk _desk = new();

    [Theory]
    [InlineData(SandboxAlgoType.TakeProfit, "sell", 109.9, 110)]
    [InlineData(SandboxAlgoType.TakeProfit, "buy", 110.1, 110)]
    [InlineData(SandboxAlgoType.StopLoss, "sell", 90.1, 90)]
    [InlineData(SandboxAlgoType.StopLoss, "buy", 89.9, 90)]
    [InlineData(SandboxAlgoType.TakeProfitStopLoss, "sell", 100, 111)]
    [InlineData(SandboxAlgoType.TakeProfitStopLoss, "sell", 100, 89)]
    public void A_stop_fires_at_its_price_and_closes_at_market(SandboxAlgoType type, string side, double waits, double fires)
    {
        SandboxAlgoOrder algo = _desk.Add(type, terms => terms with { Side = side, Volume = 3, PositionSide = "long", MarginMode = "isolated" });
        _desk.Exchange.MovePrice("TEST-USDT", (decimal)waits);
        _desk.Exchange.MovePrice("BTC-USDT", (decimal)fires);
        Assert.Equal(SandboxAlgoState.Active, _desk.Now(algo).State);
        _desk.Pass(5);
        _desk.Exchange.MovePrice("TEST-USDT", (decimal)fires);

        SandboxOrder child = Assert.Single(_desk.Account.Orders);
        Assert.Equal((SandboxAlgoState.Effective, child.OrderId, _desk.Exchange.Now), (_desk.Now(algo).State, _desk.Now(algo).ChildOrderId, _desk.Now(algo).UpdatedAt));
        Assert.Equal(("market", side, "long", "isolated", "tpsl", true), (child.Type, child.Side, child.PositionSide, child.MarginMode, child.Source, child.ReduceOnly));
        Assert.Equal((SandboxOrderState.Filled, 3m, (decimal)fires, algo.AlgoId), (child.State, child.FilledVolume, child.AveragePrice, child.ClientOrderId));
        _desk.Exchange.MovePrice("TEST-USDT", (decimal)fires);
        Assert.Single(_desk.Account.Orders);
    }

    [Fact]
    public void A_stop_with_a_limit_leaves_an_order_in_the_book()
    {
        SandboxAlgoOrder algo = _desk.Add(change: terms => terms with { StopLoss = new SandboxStop(90) { Type = "limit", OrderPrice = 88 } });
        _desk.Exchange.MovePrice("TEST-USDT", 80);
        SandboxOrder child = Assert.Single(_desk.Account.Orders);
        Assert.Equal(("limit", 88m, true, 1), (child.Type, child.Price, child.IsOpen, _desk.Account.OpenOrderCount));
        Assert.Equal(child.OrderId, _desk.Now(algo).ChildOrderId);
    }

    [Fact]
    public void A_stop_that_looks_at_the_mark_price_does_not_see_the_last_one()
    {
        SandboxAlgoOrder algo = _desk.Add(change: terms => terms with { StopLoss = new SandboxStop(90) { PriceType = "mark" } });
        _desk.Exchange.MovePrice("TEST-USDT", 80, markPrice: 91);
        Assert.Equal(SandboxAlgoState.Active, _desk.Now(algo).State);
        _desk.Exchange.MovePrice("TEST-USDT", 91, markPrice: 90);
        Assert.Equal(SandboxAlgoState.Effective, _desk.Now(algo).State);
    }

    [Theory]
    [InlineData(100, 94.9)]
    [InlineData(90, 95)]
    public void A_trigger_fires_from_the_side_it_saw_first_and_can_open(double first, double fires)
    {
        _desk.Exchange.MovePrice("TEST-USDT", (decimal)first);
        SandboxAlgoOrder algo = _desk.Add(SandboxAlgoType.Trigger, terms => terms with { Side = "buy" });
        _desk.Exchange.MovePrice("TEST-USDT", (decimal)first);
        Assert.Equal(SandboxAlgoState.Active, _desk.Now(algo).State);
        _desk.Exchange.MovePrice("TEST-USDT", (decimal)fires);
        SandboxOrder child = Assert.Single(_desk.Account.Orders);
        Assert.Equal(("limit", 94m, "trigger", false, true), (child.Type, child.Price, child.Source, child.ReduceOnly, child.IsOpen));
        Assert.NotEqual(algo.AlgoId, child.ClientOrderId);
    }

    [Fact]
    public void A_trigger_that_takes_what_the_book_has_is_executed()
    {
        _desk.Add(SandboxAlgoType.Trigger, terms => terms with { Price = 0, PriceMatch = "opponent", ReduceOnly = true });
        _desk.Exchange.MovePrice("TEST-USDT", 100);
        _desk.Exchange.MovePrice("TEST-USDT", 95);
        SandboxOrder child = Assert.Single(_desk.Account.Orders);
        Assert.Equal((SandboxOrderState.Filled, 95m, true), (child.State, child.AveragePrice, child.ReduceOnly));
    }

    [Theory]
    [InlineData("sell", null, new[] { 100.0, 110, 106, 104.6 }, 104.5)]
    [InlineData("buy", null, new[] { 100.0, 90, 94, 94.4 }, 94.5)]
    [InlineData("sell", 120, new[] { 100.0, 80, 119, 120, 130, 123.6 }, 123.5)]
    [InlineData("buy", 80, new[] { 100.0, 120, 80, 70, 73.4 }, 73.5)]
    public void A_trailing_stop_follows_the_price_and_fires_when_it_turns(string side, int? active, double[] waits, double fires)
    {
        SandboxAlgoOrder algo = _desk.Add(SandboxAlgoType.TrailingStop, terms => terms with { Side = side, ActivePrice = active, ReduceOnly = true });
        foreach (double price in waits)
        {
            _desk.Exchange.MovePrice("TEST-USDT", (decimal)price);
            Assert.Equal(SandboxAlgoState.Active, _desk.Now(algo).State);
        }

        _desk.Exchange.MovePrice("TEST-USDT", (decimal)fires);
        Assert.Equal(SandboxAlgoState.Effective, _desk.Now(algo).State);
        SandboxOrder child = Assert.Single(_desk.Account.Orders);
        Assert.Equal((side, true, (decimal)fires), (child.Side, child.ReduceOnly, child.AveragePrice));
    }

    [Fact]
    public void A_price_moves_for_all_accounts()
    {
        SandboxAccount other = _desk.Exchange.AddAccount("another-access-key", "another-secret-key");
        other.AddAlgoOrder(AlgoDesk.Terms(SandboxAlgoType.StopLoss));
        _desk.Add();
        _desk.Exchange.MovePrice("TEST-USDT", 90);
        Assert.Equal((1, 1), (other.Orders.Count, _desk.Account.Orders.Count));
        Assert.Equal(90, _desk.Exchange.PriceOf("TEST-USDT"));
    }

    [Fact]
    public void A_cancel_that_fell_due_before_the_price_moved_has_won()
    {
        SandboxAlgoOrder algo = _desk.Add();
        _desk.CancelCode(algo.AlgoId);
        _desk.Pass(20);
        _desk.Exchange.MovePrice("TEST-USDT", 80);
        Assert.Equal(SandboxAlgoState.Canceled, _desk.Now(algo).State);
        Assert.Empty(_desk.Account.Orders);
    }

    [Fact]
    public void What_has_ended_or_is_not_there_yet_neither_fires_nor_fails()
    {
        SandboxAlgoOrder algo = _desk.Add();
        Assert.True(_desk.Account.FailAlgoOrder(algo.AlgoId));
        Assert.False(_desk.Account.FireAlgoOrder(algo.AlgoId));
        Assert.False(_desk.Account.CancelAlgoOrder(algo.AlgoId));
        _desk.Exchange.MovePrice("TEST-USDT", 80);
        Assert.Empty(_desk.Account.Orders);
        Assert.Throws<ArgumentException>(() => _desk.Account.FireAlgoOrder("123"));
    }

    [Fact]
    public void Market_orders_are_executed_at_the_price_that_was_set()
    {
        _desk.Exchange.MovePrice("BTC-USDT", 64321);
        Assert.Equal(200, _desk.Sandbox.Ask("/v5/trade/order", body: """{"contract_code":"BTC-USDT","margin_mode":"cross","position_side":"long","side":"buy","type":"market","volume":"1"}""").Code());
        Assert.Equal(64321, Assert.Single(_desk.Account.Orders).AveragePrice);
    }
}
