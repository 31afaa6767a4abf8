using System.Text.Json;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange.Positions;

/// <summary>What the sandbox writes of positions and money is what was recorded, digit by digit (desk facts 2.1, 3.1, 6.3).</summary>
public sealed class PositionShapeTests
{
    private readonly PositionDesk _desk = new();

    [Fact]
    public void A_position_is_listed_as_recorded()
    {
        _desk.Account.Cash = 172.9975235220611779830m;
        _desk.Exchange.MovePrice("BTC-USDT", 63111.3m, 63104.1m);
        _desk.Account.AddPosition(new SandboxPositionTemplate
        {
            PositionSide = "long", EntryPrice = 63204.5m, Leverage = 20, AdlRisk = "3", CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(1780903703234),
        });
        Assert.Equal(
            """{"contract_code":"BTC-USDT","position_side":"long","direction":"buy","margin_mode":"cross","open_avg_price":"63204.5","volume":"1","available":"1","lever_rate":20,"adl_risk_percent":"3","liquidation_price":"-110167.593339415189627734","margin":"3.155205","initial_margin":"3.155205","maintenance_margin":"0.21455394","profit_unreal":"-0.1004","profit_rate":"-0.0318","margin_rate":"0.0012","mark_price":"63104.1","last_price":"63111.3","margin_currency":"USDT","contract_type":"swap","created_time":"1780903703234","updated_time":"1780903703234"}""",
            _desk.Row().GetRawText());
    }

    [Fact]
    public void The_fill_of_an_order_gives_the_figures_that_were_recorded()
    {
        _desk.Account.Cash = 394.181650866934552771m;
        _desk.Exchange.MovePrice("ETH-USDT", 2499.81m, 2499.63m);
        _desk.Account.Trade(new SandboxOrderTemplate { ContractCode = "ETH-USDT", PositionSide = "long", Price = 2499.82m });
        JsonElement row = _desk.Row();
        Assert.Equal(
            ["2499.82", "-37042.790683015708686634", "24.9963", "0.08498742", "-0.0019", "0"],
            ((string[])["open_avg_price", "liquidation_price", "initial_margin", "maintenance_margin", "profit_unreal", "profit_rate"]).Select(name => row.Text(name)));
        Assert.Equal("0.000215613952237519", _desk.Dollars().Text("maintenance_margin_rate"));
    }

    [Fact]
    public void The_balance_is_told_as_recorded_with_a_top_that_has_gone_to_sleep()
    {
        _desk.Account.Cash = 162.523160998562004875m;
        _desk.Exchange.MovePrice("BTC-USDT", 63600, 63591.9m);
        _desk.Account.AddOrder(new SandboxOrderTemplate { Price = 40000, Leverage = 10 });
        long opened = _desk.Exchange.Now.ToUnixTimeMilliseconds();
        _desk.Pass(60_000);
        Assert.Equal(
            $$"""{"state":"normal","equity":"0","details":[{"currency":"USDT","equity":"162.523160998562004875","available":"162.523160998562004875","profit_unreal":"0","initial_margin":"4.024","maintenance_margin":"0.21621246","maintenance_margin_rate":"0.001330348601833513","initial_margin_rate":"0.024759547963970526","available_margin":"158.499160998562004875","voucher":"0","voucher_value":"0","withdraw_available":"158.499160998562004875","created_time":"{{opened}}","updated_time":"{{opened + 60_000}}","isolated_equity":"0","isolated_profit_unreal":"0"}],"initial_margin":"0","maintenance_margin":"0","maintenance_margin_rate":"0","profit_unreal":"0","available_margin":"0","voucher_value":"0","created_time":"{{opened}}","updated_time":"{{opened}}"}""",
            _desk.Money().GetRawText());
    }

    [Fact]
    public void An_isolated_position_has_its_own_money_and_says_less()
    {
        _desk.Account.AddPosition(new SandboxPositionTemplate { ContractCode = "ADA-USDT", MarginMode = "isolated", EntryPrice = 0.5m, Volume = 100, Leverage = 5 });
        _desk.Exchange.MovePrice("ADA-USDT", 0.45m);
        JsonElement row = _desk.Row();
        Assert.Equal(("100", "", "1.53", "-50"), (row.Text("margin"), row.Text("initial_margin"), row.Text("maintenance_margin"), row.Text("profit_unreal")));
        Assert.Equal(("0.401364639775235801", "0.0306"), (row.Text("liquidation_price"), row.Text("margin_rate")));
        _desk.Options.IsolatedShowsInitialMargin = true;
        Assert.Equal("90", _desk.Row().Text("initial_margin"));
    }

    [Fact]
    public void What_no_price_can_liquidate_says_so_in_both_modes()
    {
        _desk.Account.AddPosition(new SandboxPositionTemplate { MarginMode = "isolated", Leverage = 1 });
        _desk.Account.AddPosition(new SandboxPositionTemplate { Leverage = 1 });
        Assert.Equal("", _desk.Rows()[0].Text("liquidation_price"));
        Assert.StartsWith("-", _desk.Rows()[1].Text("liquidation_price"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_position_is_liquidated_above_its_price()
    {
        _desk.Account.Cash = 10;
        _desk.Account.AddPosition(new SandboxPositionTemplate { PositionSide = "short", EntryPrice = 60000 });
        JsonElement row = _desk.Row();
        Assert.Equal(("short", "sell", "-5"), (row.Text("position_side"), row.Text("direction"), row.Text("profit_unreal")));
        decimal price = _desk.Account.Positions[0].LiquidationPrice;
        _desk.Exchange.MovePrice("BTC-USDT", price);
        Assert.InRange(_desk.Account.Positions[0].MarginRate, 0.99999999m, 1.00000001m);
    }

    [Fact]
    public void Being_flat_is_an_empty_list_or_a_row_of_nothing()
    {
        Assert.Empty(_desk.Rows());
        _desk.Options.ClosedPositionsStayListed = true;
        _desk.Account.AddPosition(new SandboxPositionTemplate());
        Assert.True(_desk.Account.EndPosition("BTC-USDT", "long", "cross"));
        Assert.Equal(("0", "0", "0"), (_desk.Row().Text("volume"), _desk.Row().Text("available"), _desk.Row().Text("liquidation_price")));
        Assert.Empty(_desk.Account.Positions);
        _desk.Account.AddPosition(new SandboxPositionTemplate());
        Assert.Equal("1", _desk.Row().Text("volume"));
    }

    [Fact]
    public void A_listing_can_be_of_one_contract()
    {
        _desk.Account.AddPosition(new SandboxPositionTemplate());
        _desk.Account.AddPosition(new SandboxPositionTemplate { ContractCode = "ETH-USDT" });
        Assert.Equal("ETH-USDT", Assert.Single(_desk.Rows("contract_code=ETH-USDT")).Text("contract_code"));
        Assert.Empty(_desk.Rows("contract_code=SOL-USDT"));
        Assert.Equal(1014, _desk.Sandbox.Ask(PositionDesk.Opens, "contract_code=BTX-USDT").Code());
    }
}
