using System.Text.Json;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange.Positions;

/// <summary>The balance in the shapes that it may come in, and what it counts (desk facts 3.1).</summary>
public sealed class BalanceTests
{
    private readonly PositionDesk _desk = new();

    public BalanceTests() => _desk.Account.Cash = 1000;

    [Fact]
    public void The_top_can_say_what_the_details_say()
    {
        _desk.Options.BalanceShape = BalanceShape.Whole;
        _desk.Account.AddPosition(new SandboxPositionTemplate { EntryPrice = 60000 });
        JsonElement top = _desk.Money(), details = _desk.Dollars();
        foreach (string name in (string[])["equity", "initial_margin", "maintenance_margin", "maintenance_margin_rate", "profit_unreal", "available_margin", "updated_time"])
        {
            Assert.Equal(details.Text(name), top.Text(name));
        }

        Assert.Equal(("1005", "5"), (top.Text("equity"), top.Text("profit_unreal")));
    }

    [Fact]
    public void An_account_without_money_says_nothing()
    {
        _desk.Options.BalanceShape = BalanceShape.Empty;
        JsonElement money = _desk.Money();
        Assert.Equal(("", ""), (money.Text("equity"), money.Text("available_margin")));
        Assert.Empty(money.GetProperty("details").EnumerateArray());
    }

    [Fact]
    public void The_state_is_any_word()
    {
        _desk.Account.State = "liquidating";
        Assert.Equal("liquidating", _desk.Money().Text("state"));
    }

    [Theory]
    [InlineData("buy", "long", false, "10.006")]
    [InlineData("sell", "long", false, "0")]
    [InlineData("sell", "both", true, "0")]
    public void Pending_orders_are_charged_where_they_can_open(string side, string positionSide, bool reduceOnly, string initial)
    {
        _desk.Exchange.MovePrice("ETH-USDT", 2492.81m);
        _desk.Account.AddOrder(new SandboxOrderTemplate { ContractCode = "ETH-USDT", Side = side, PositionSide = positionSide, ReduceOnly = reduceOnly, Price = 1000 });
        Assert.Equal(initial, _desk.Dollars().Text("initial_margin"));
        Assert.Equal(initial == "0" ? "0" : "0.08475554", _desk.Dollars().Text("maintenance_margin"));
    }

    [Fact]
    public void An_account_that_has_lost_all_is_below_zero()
    {
        _desk.Account.AddPosition(new SandboxPositionTemplate { EntryPrice = 65000, Volume = 100 });
        _desk.Exchange.MovePrice("BTC-USDT", 40000);
        Assert.Equal(("-1500", "-1900", "0"), (_desk.Dollars().Text("equity"), _desk.Dollars().Text("available_margin"), _desk.Dollars().Text("withdraw_available")));
    }

    [Fact]
    public void Reading_takes_the_permission_to_read_and_a_place_in_its_window()
    {
        Assert.Equal(200, _desk.Sandbox.Ask(PositionDesk.Balance).Code());
        Assert.Equal(1, _desk.Sandbox.Reads);
        _desk.Account.CanRead = false;
        Assert.Equal(1205, _desk.Sandbox.Ask(PositionDesk.Balance).Code());
        Assert.Equal(1205, _desk.Sandbox.Ask(PositionDesk.Opens).Code());
    }
}
