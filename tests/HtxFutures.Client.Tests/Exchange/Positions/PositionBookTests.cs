using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange.Positions;

/// <summary>Executions open, enlarge, reduce, close and turn positions.</summary>
public sealed class PositionBookTests
{
    private readonly PositionDesk _desk = new();

    [Fact]
    public void In_hedge_mode_both_sides_stand_beside_each_other_and_in_both_margin_modes()
    {
        _desk.Trade("buy", "long", 3);
        _desk.Trade("sell", "short", 2);
        _desk.Trade("buy", "long", 1, marginMode: "isolated");
        Assert.Equal("long buy 3, short sell 2, long buy 1", _desk.Holds());
        _desk.Trade("sell", "long", 1);
        _desk.Trade("buy", "short", 2);
        Assert.Equal("long buy 2, long buy 1", _desk.Holds());
    }

    [Fact]
    public void In_one_way_mode_what_exceeds_the_position_turns_it()
    {
        _desk.Account.PositionMode = SandboxPositionMode.SingleSide;
        _desk.Trade("buy", "both", 3);
        _desk.Trade("sell", "both", 1);
        Assert.Equal("both buy 2", _desk.Holds());
        _desk.Trade("sell", "both", 5, price: 120);
        Assert.Equal("both sell 3", _desk.Holds());
        Assert.Equal(120, _desk.Account.Positions[0].EntryPrice);
        _desk.Trade("buy", "both", 3);
        Assert.Equal("", _desk.Holds());
    }

    [Theory]
    [InlineData(SandboxPositionMode.SingleSide, "both", "sell", true, "")]
    [InlineData(SandboxPositionMode.SingleSide, "both", "buy", true, "both buy 3")]
    [InlineData(SandboxPositionMode.DualSide, "long", "sell", false, "")]
    [InlineData(SandboxPositionMode.DualSide, "long", "buy", true, "long buy 3")]
    [InlineData(SandboxPositionMode.DualSide, "short", "buy", false, "long buy 3")]
    public void What_can_only_close_never_opens(SandboxPositionMode mode, string positionSide, string side, bool reduceOnly, string left)
    {
        _desk.Account.PositionMode = mode;
        _desk.Trade("buy", "both", 3);
        _desk.Trade(side, positionSide, 10, reduceOnly: reduceOnly);
        Assert.Equal(left, _desk.Holds());
        _desk.Trade(side, positionSide, 10, reduceOnly: reduceOnly);
        Assert.Equal(left, _desk.Holds());
    }

    [Fact]
    public void An_order_that_names_no_side_of_its_accounts_mode_goes_by_what_it_does()
    {
        _desk.Trade("buy", "both", 3);
        _desk.Trade("sell", "both", 2);
        Assert.Equal("long buy 3, short sell 2", _desk.Holds());
        _desk.Trade("sell", "both", 1, reduceOnly: true);
        _desk.Trade("buy", "both", 1, reduceOnly: true);
        Assert.Equal("long buy 2, short sell 1", _desk.Holds());
    }

    [Fact]
    public void The_entry_price_is_the_average_and_closing_leaves_it()
    {
        _desk.Trade("buy", "long", 1, price: 100);
        _desk.Trade("buy", "long", 3, price: 120);
        Assert.Equal(115, _desk.Account.Positions[0].EntryPrice);
        _desk.Trade("sell", "long", 2, price: 150);
        Assert.Equal((115m, 2m), (_desk.Account.Positions[0].EntryPrice, _desk.Account.Positions[0].Volume));
    }

    [Fact]
    public void Parts_of_an_order_count_as_they_are_executed()
    {
        SandboxOrder order = _desk.Account.AddOrder(new SandboxOrderTemplate { PositionSide = "long", Volume = 5, FilledVolume = 1, Price = 60000 });
        Assert.Empty(_desk.Account.Positions);
        _desk.Account.Fill(order.OrderId, 2);
        _desk.Account.Cancel(order.OrderId);
        Assert.Equal("long buy 2", _desk.Holds());
    }

    [Fact]
    public void A_market_order_is_executed_at_the_price_of_the_moment()
    {
        _desk.Exchange.MovePrice("BTC-USDT", 64000);
        string id = _desk.Sandbox.Ask("/v5/trade/order", body: """{"contract_code":"BTC-USDT","margin_mode":"cross","position_side":"long","side":"buy","type":"market","volume":"2"}""").GetProperty("data").Text("order_id")!;
        SandboxOrder order = _desk.Account.FindOrder(id)!;
        Assert.Equal((0m, 64000m), (order.Price, order.AveragePrice));
        Assert.Equal(64000m, _desk.Account.FindPosition("BTC-USDT", "long", "cross")!.EntryPrice);
    }

    [Fact]
    public void Money_earned_less_fees_is_the_accounts()
    {
        _desk.Account.Cash = 1000;
        _desk.Exchange.MovePrice("TEST-USDT", 150);
        _desk.Trade("buy", "long", 2, price: 100);
        Assert.Equal(1000 - 0.12m, _desk.Account.Cash);
        Assert.Equal(("1099.88", "999.88", "100"), (_desk.Dollars().Text("equity"), _desk.Dollars().Text("available"), _desk.Dollars().Text("profit_unreal")));
        _desk.Trade("sell", "long", 2, price: 150);
        Assert.Equal(1100 - 0.12m - 0.18m, _desk.Account.Cash);
    }

    [Fact]
    public void An_isolated_position_takes_its_margin_from_the_account_and_gives_back_what_is_left()
    {
        _desk.Account.Cash = 1000;
        _desk.Exchange.MovePrice("TEST-USDT", 110);
        _desk.Trade("buy", "long", 10, marginMode: "isolated");
        Assert.Equal(1000 - 100 - 0.6m, _desk.Account.Cash);
        Assert.Equal(("200", "100"), (_desk.Dollars().Text("isolated_equity"), _desk.Dollars().Text("isolated_profit_unreal")));
        Assert.Equal(("1099.4", "0"), (_desk.Dollars().Text("equity"), _desk.Dollars().Text("initial_margin")));
        _desk.Options.EquityIncludesIsolated = false;
        Assert.Equal("899.4", _desk.Dollars().Text("equity"));
        _desk.Trade("sell", "long", 5, price: 90, marginMode: "isolated");
        Assert.Equal(899.4m + 50 - 50 - 0.27m, _desk.Account.Cash);
        Assert.Equal(50, _desk.Account.Positions[0].Margin);
    }

    [Fact]
    public void Pending_closing_orders_hold_what_they_would_close()
    {
        _desk.Trade("buy", "long", 10);
        Add("sell", "long", 3);
        Add("sell", "long", 2, type: "post_only");
        Add("buy", "short", 9);
        Add("buy", "long", 9);
        Add("sell", "long", 9, marginMode: "isolated");
        Add("sell", "long", 4, type: "market");
        Assert.Equal(5, _desk.Account.FindPosition("TEST-USDT", "long", "cross")!.Available);
        Add("sell", "long", 9);
        Assert.Equal(0, _desk.Account.FindPosition("TEST-USDT", "long", "cross")!.Available);

        void Add(string side, string positionSide, decimal volume, string type = "limit", string marginMode = "cross") => _desk.Account.AddOrder(
            new SandboxOrderTemplate { ContractCode = "TEST-USDT", Side = side, PositionSide = positionSide, Volume = volume, Type = type, MarginMode = marginMode });
    }

    [Fact]
    public void A_move_of_the_price_is_seen_in_every_figure()
    {
        _desk.Account.AddPosition(new SandboxPositionTemplate { Volume = 10, EntryPrice = 60000 });
        _desk.Exchange.MovePrice("BTC-USDT", 61000, 60500);
        SandboxPosition position = Assert.Single(_desk.Account.Positions);
        Assert.Equal((61000m, 60500m, 5m, 60.5m), (position.LastPrice, position.MarkPrice, position.UnrealizedProfit, position.InitialMargin));
    }

    [Fact]
    public void What_makes_no_sense_is_not_planted()
    {
        _desk.Account.AddPosition(new SandboxPositionTemplate());
        Assert.Throws<ArgumentException>(() => _desk.Account.AddPosition(new SandboxPositionTemplate()));
        Assert.Throws<ArgumentException>(() => _desk.Account.AddPosition(new SandboxPositionTemplate { Volume = 0 }));
        Assert.Throws<ArgumentException>(() => _desk.Account.AddPosition(new SandboxPositionTemplate { ContractCode = "TEST-USDT" }));
        Assert.False(_desk.Account.EndPosition("BTC-USDT", "short", "cross"));
    }

    [Theory]
    [InlineData(SandboxPositionMode.DualSide, null, "long buy 1")]
    [InlineData(SandboxPositionMode.DualSide, "sell", "short sell 1")]
    [InlineData(SandboxPositionMode.SingleSide, "sell", "both sell 1")]
    public void A_planted_position_goes_by_the_mode_of_the_account(SandboxPositionMode mode, string? direction, string holds)
    {
        _desk.Account.PositionMode = mode;
        _desk.Account.AddPosition(new SandboxPositionTemplate { Direction = direction });
        Assert.Equal(holds, _desk.Holds());
    }
}
