using System.Text.Json;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange.Algo;

/// <summary>A take-profit and a stop-loss attached to an order come alive when it is executed, and fail when the position is gone (desk facts 1.8).</summary>
public sealed class AttachedStopsTests
{
    private const string Open = """{"contract_code":"BTC-USDT","margin_mode":"cross","position_side":"long","side":"buy","type":"limit","price":"45000","volume":"4","tp_trigger_price":"59000","tp_order_price":"60000","tp_type":"limit","sl_trigger_price":"40000"}""";

    private readonly AlgoDesk _desk = new();

    public AttachedStopsTests() => _desk.Exchange.MovePrice("BTC-USDT", 45100);

    [Fact]
    public void Before_the_fill_they_are_members_of_the_order_and_nothing_more()
    {
        string order = Place(Open);
        JsonElement row = Assert.Single(_desk.Sandbox.Ask("/v5/trade/order/opens").Rows());
        Assert.Equal(
            ["59000", "60000", "limit", "last", "40000", "0", "market", "last"],
            ((string[])["tp_trigger_price", "tp_order_price", "tp_type", "tp_trigger_price_type", "sl_trigger_price", "sl_order_price", "sl_type", "sl_trigger_price_type"]).Select(name => row.Text(name)));

        SandboxAlgoOrder[] stops = [.. _desk.Account.AlgoOrders];
        Assert.Equal([(SandboxAlgoState.Waiting, order), (SandboxAlgoState.Waiting, order)], stops.Select(stop => (stop.State, stop.ParentOrderId!)));
        Assert.Empty(_desk.Listed("tp"));
        Assert.Equal(1061, _desk.Look(stops[0].AlgoId, "tp").Code());
        Assert.Equal(1408, _desk.CancelCode(stops[0].AlgoId, "BTC-USDT"));
        _desk.Exchange.MovePrice("BTC-USDT", 30000);
        Assert.Single(_desk.Account.Orders);
    }

    [Fact]
    public void After_the_fill_they_are_algo_orders_a_while_later()
    {
        string order = Place(Open);
        _desk.Account.Fill(order, 3);
        _desk.Pass(1000);
        Assert.Empty(_desk.Listed("tp"));
        _desk.Account.Fill(order, 1);
        _desk.Pass(299);
        Assert.Empty(_desk.Listed("tp"));
        Assert.Equal(1061, _desk.CancelCode(_desk.Account.AlgoOrders[0].AlgoId, "BTC-USDT"));
        _desk.Pass(1);
        Assert.Equal((1, 1, 0), (_desk.Listed("tp").Length, _desk.Listed("sl").Length, _desk.Listed("tpsl").Length));
        JsonElement stop = Assert.Single(_desk.Sandbox.Ask(AlgoDesk.Opens, "type=sl").Rows());
        Assert.Equal(("4", "sell", "long", "40000"), (stop.Text("volume"), stop.Text("side"), stop.Text("position_side"), stop.Text("sl_trigger_price")));
        _desk.Exchange.MovePrice("BTC-USDT", 39999);
        Assert.Equal((2, "tpsl"), (_desk.Account.Orders.Count, _desk.Account.Orders[1].Source));
    }

    [Fact]
    public void A_market_order_has_them_from_its_fill_on()
    {
        Place(Open.Replace("\"limit\",\"price\":\"45000\"", "\"market\"", StringComparison.Ordinal));
        Assert.Empty(_desk.Listed("sl"));
        _desk.Pass(300);
        Assert.Single(_desk.Listed("sl"));
    }

    [Fact]
    public void They_can_be_one_algo_order_of_both()
    {
        _desk.Options.AttachedTogether = true;
        _desk.Account.Fill(Place(Open), 4);
        _desk.Pass(300);
        Assert.Equal((0, 0, 1), (_desk.Listed("tp").Length, _desk.Listed("sl").Length, _desk.Listed("tpsl").Length));
    }

    [Fact]
    public void Cancelling_the_order_takes_them_away()
    {
        string order = Place(Open);
        string stop = _desk.Account.AlgoOrders[0].AlgoId;
        _desk.Account.Cancel(order);
        _desk.Pass(1000);
        Assert.Empty(_desk.Account.AlgoOrders);
        Assert.Equal(1061, _desk.CancelCode(stop, "BTC-USDT"));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void What_was_executed_of_a_cancelled_order_is_protected_or_not(bool spawns, int count)
    {
        _desk.Options.PartlyFilledSpawns = spawns;
        string order = Place(Open);
        _desk.Account.Fill(order, 3);
        _desk.Account.Cancel(order);
        _desk.Pass(300);
        JsonElement[] stops = _desk.Sandbox.Ask(AlgoDesk.Opens, "type=sl").Rows();
        Assert.Equal(count, stops.Length);
        Assert.All(stops, stop => Assert.Equal("3", stop.Text("volume")));
    }

    [Theory]
    [InlineData("", "", 200)]
    [InlineData("\"volume\"", "\"reduce_only\":1,\"volume\"", 1404)]
    [InlineData("\"long\"", "\"short\"", 1404)]
    [InlineData("59000", "45000", 1405)]
    [InlineData("40000", "45000", 1407)]
    [InlineData("\"tp_type\":\"limit\"", "\"tp_type\":\"stop\"", 1067)]
    public void They_are_checked_with_the_order(string old, string now, int code)
    {
        string body = old.Length > 0 ? Open.Replace(old, now, StringComparison.Ordinal) : Open;
        Assert.Equal(code, _desk.Sandbox.Ask("/v5/trade/order", body: body).Code());
        Assert.Equal(code == 200 ? 2 : 0, _desk.Account.AlgoOrders.Count);
    }

    [Fact]
    public void When_the_position_is_gone_its_stops_fail_a_little_later_and_nothing_else_does()
    {
        SandboxAlgoOrder[] stops = [.. ((SandboxAlgoType[])[SandboxAlgoType.TakeProfit, SandboxAlgoType.StopLoss, SandboxAlgoType.TakeProfitStopLoss]).Select(type => Add(type))];
        SandboxAlgoOrder[] others =
        [
            Add(SandboxAlgoType.Trigger), Add(SandboxAlgoType.TrailingStop),
            Add(SandboxAlgoType.StopLoss, terms => terms with { PositionSide = "short" }),
            Add(SandboxAlgoType.StopLoss, terms => terms with { MarginMode = "isolated" }),
            Add(SandboxAlgoType.StopLoss, terms => terms with { ContractCode = "MORE-USDT" }),
        ];
        _desk.Account.AddPosition(new SandboxPositionTemplate { ContractCode = "TEST-USDT", EntryPrice = 100 });
        _desk.Account.EndPosition("TEST-USDT", "long", "cross");
        _desk.Pass(199);
        Assert.All(stops, stop => Assert.Equal(SandboxAlgoState.Active, _desk.Now(stop).State));
        _desk.Pass(1);
        Assert.All(stops, stop => Assert.Equal(SandboxAlgoState.Failed, _desk.Now(stop).State));
        Assert.All(others, other => Assert.Equal(SandboxAlgoState.Active, _desk.Now(other).State));
        Assert.Equal("failed", Assert.Single(_desk.Look(stops[1].AlgoId, "sl").Rows()).Text("state"));
    }

    [Fact]
    public void Stops_can_outlive_their_position()
    {
        _desk.Options.StopsFailAfter = null;
        SandboxAlgoOrder stop = Add(SandboxAlgoType.StopLoss);
        _desk.Account.AddPosition(new SandboxPositionTemplate { ContractCode = "TEST-USDT", EntryPrice = 100 });
        _desk.Account.EndPosition("TEST-USDT", "long", "cross");
        _desk.Pass(60_000);
        Assert.Equal(SandboxAlgoState.Active, _desk.Now(stop).State);
    }

    [Fact]
    public void Those_of_an_order_that_is_still_open_stay()
    {
        string order = Place(Open);
        _desk.Account.AddPosition(new SandboxPositionTemplate());
        _desk.Account.EndPosition("BTC-USDT", "long", "cross");
        _desk.Pass(1000);
        Assert.All(_desk.Account.AlgoOrders, stop => Assert.Equal(SandboxAlgoState.Waiting, stop.State));
        _desk.Account.Fill(order, 4);
        _desk.Account.EndPosition("BTC-USDT", "long", "cross"); // before they are in effect
        _desk.Pass(300);
        Assert.All(_desk.Account.AlgoOrders, stop => Assert.Equal(SandboxAlgoState.Failed, stop.State));
        Assert.Equal(2, _desk.Account.AlgoOrders.Count);
        Assert.Empty(_desk.Listed("sl"));
    }

    private SandboxAlgoOrder Add(SandboxAlgoType type, Func<SandboxAlgoTemplate, SandboxAlgoTemplate>? change = null) =>
        _desk.Add(type, terms => (change ?? (same => same))(terms with { PositionSide = "long" }));

    private string Place(string body)
    {
        JsonElement answer = _desk.Sandbox.Ask("/v5/trade/order", body: body);
        Assert.Equal(200, answer.Code());
        return answer.GetProperty("data").Text("order_id")!;
    }
}
