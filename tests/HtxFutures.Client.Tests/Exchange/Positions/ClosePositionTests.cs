using System.Text.Json;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange.Positions;

/// <summary>Closing at market: what is accepted, what is refused, and what comes of it a moment later (desk facts 2.2, 2.3).</summary>
public sealed class ClosePositionTests
{
    private const string Path = "/v5/trade/position";
    private const string Body = """{"contract_code":"BTC-USDT","margin_mode":"cross","position_side":"long"}""";
    private const string Named = """{"contract_code":"BTC-USDT","margin_mode":"cross","position_side":"long","client_order_id":"577000000000000001"}""";

    private readonly PositionDesk _desk = new();

    public ClosePositionTests()
    {
        _desk.Exchange.MovePrice("BTC-USDT", 62688.2m);
        _desk.Account.AddPosition(new SandboxPositionTemplate { Volume = 2, EntryPrice = 62871, Leverage = 20 });
    }

    [Fact]
    public void It_is_answered_at_once_and_executed_a_moment_later()
    {
        JsonElement answer = Close();
        string id = answer.GetProperty("data").Text("order_id")!;
        Assert.Equal($$"""{"order_id":"{{id}}","client_order_id":"{{id}}"}""", answer.GetProperty("data").GetRawText());
        _desk.Pass(12);
        Assert.Equal("2", _desk.Row().Text("volume"));
        _desk.Pass(1);
        Assert.Empty(_desk.Rows());
    }

    [Fact]
    public void Its_order_stands_in_the_history_as_recorded()
    {
        Close();
        _desk.Pass(1000);
        JsonElement row = Assert.Single(_desk.Sandbox.Ask("/v5/trade/order/history", "contract_code=BTC-USDT&margin_mode=cross").Rows());
        (string Name, string Value)[] recorded =
        [
            ("side", "sell"), ("type", "market"), ("price", "0"), ("volume", "2"), ("state", "filled"), ("profit", "-0.3656"), ("position_side", "long"), ("margin_mode", "cross"),
            ("order_source", "api"), ("time_in_force", "gtc"), ("trade_avg_price", "62688.2"), ("trade_volume", "2"), ("trade_turnover", "125.3764"),
            ("fee_currency", "USDT"), ("fee", "-0.07522584"), ("contract_type", "swap"),
        ];
        Assert.Equal(recorded.Select(member => member.Value), recorded.Select(member => row.Text(member.Name)));
        Assert.Equal((true, 20), (row.GetProperty("reduce_only").GetBoolean(), row.GetProperty("lever_rate").GetInt32()));
    }

    [Theory]
    [InlineData("contract_code")]
    [InlineData("margin_mode")]
    [InlineData("position_side")]
    public void Each_member_is_needed(string name)
    {
        var body = JsonSerializer.Deserialize<Dictionary<string, string>>(Body)!;
        body.Remove(name);
        JsonElement answer = Close(JsonSerializer.Serialize(body));
        Assert.Equal((1067, $$"""[["{{name}}"]]"""), (answer.Code(), answer.GetProperty("args").GetRawText()));
    }

    [Theory]
    [InlineData("\"long\"", "\"long\",\"volume\":\"1\"", 4011)]
    [InlineData("\"long\"", "\"both\"", 1497)]
    [InlineData("\"long\"", "\"short\"", 1048)]
    [InlineData("\"cross\"", "\"isolated\"", 1048)]
    [InlineData("\"BTC-USDT\"", "\"ETH-USDT\"", 1048)]
    [InlineData("\"BTC-USDT\"", "\"BTX-USDT\"", 1014)]
    [InlineData("\"long\"", "\"long\",\"client_order_id\":\"a1\"", 1065)]
    public void What_cannot_be_closed_is_refused_and_nothing_is_placed(string old, string now, int code)
    {
        Assert.Equal(code, Close(Body.Replace(old, now, StringComparison.Ordinal)).Code());
        Assert.Empty(_desk.Account.Orders);
    }

    [Fact]
    public void In_one_way_mode_the_side_is_both_and_the_direction_decides()
    {
        _desk.Account.PositionMode = SandboxPositionMode.SingleSide;
        _desk.Account.AddPosition(new SandboxPositionTemplate { Direction = "sell" });
        Assert.Equal(1497, Close().Code());
        Assert.Equal(200, Close(Body.Replace("long", "both", StringComparison.Ordinal)).Code());
        _desk.Pass(13);
        Assert.Equal("long buy 2", _desk.Holds());
        Assert.Equal(("buy", "both"), (_desk.Account.Orders[0].Side, _desk.Account.Orders[0].PositionSide));
    }

    [Fact]
    public void Pending_closing_orders_stand_in_its_way_until_they_are_gone()
    {
        SandboxOrder pending = _desk.Account.AddOrder(new SandboxOrderTemplate { Side = "sell", PositionSide = "long", Price = 70000 });
        JsonElement answer = Close();
        Assert.Equal((1048, """Insufficient open positions to be closed. Please check whether there are open orders under "Limit Orders"."""), (answer.Code(), answer.Text("message")));
        Assert.Equal("1", _desk.Row().Text("available"));
        _desk.Options.PendingOrdersBlockClose = false;
        Assert.Equal(200, Close().Code());
        _desk.Options.PendingOrdersBlockClose = true;
        _desk.Account.Cancel(pending.OrderId);
        Assert.Equal(200, Close().Code());
    }

    [Fact]
    public void Two_closes_at_once_close_one_position()
    {
        Assert.Equal((200, 200), (Close().Code(), Close().Code()));
        _desk.Pass(13);
        Assert.Equal(
            [SandboxOrderState.Filled, SandboxOrderState.Canceled],
            _desk.Account.Orders.Select(order => order.State));
        Assert.Equal("Order cancelation by system", _desk.Account.Orders[1].CancelReason);
        Assert.Empty(_desk.Account.Positions);
    }

    [Fact]
    public void A_repeat_with_the_same_id_is_one_while_the_id_lives()
    {
        Assert.Equal((200, 1050), (Close(Named).Code(), Close(Named).Code()));
        _desk.Options.DuplicateClientIdCode = 1064;
        Assert.Equal(1064, Close(Named).Code());
        _desk.Pass(13);
        Assert.Equal(1048, Close(Named).Code());
        _desk.Options.CloseLooksAtPositionFirst = false;
        Assert.Equal(1064, Close(Named).Code());
        _desk.Sandbox.Time.Advance(TimeSpan.FromHours(8));
        Assert.Equal(1048, Close(Named).Code());
        Assert.Single(_desk.Account.Orders);
    }

    [Theory]
    [InlineData(8 * 3600, "long buy 5")]
    [InlineData(2, "")]
    public void A_repeat_that_comes_late_closes_what_another_program_has_opened_once_its_id_is_forgotten(int life, string left)
    {
        _desk.Options.ClientIdLife = TimeSpan.FromSeconds(life);
        Assert.Equal(200, Close(Named).Code());
        _desk.Pass(1000);
        _desk.Account.Trade(new SandboxOrderTemplate { PositionSide = "long", Volume = 5, Price = 62000 });
        _desk.Pass(2000);
        Assert.Equal(left.Length > 0 ? 1050 : 200, Close(Named).Code());
        _desk.Pass(13);
        Assert.Equal(left, _desk.Holds());
    }

    [Fact]
    public async Task A_close_that_is_stuck_on_its_way_is_a_real_close_when_it_arrives()
    {
        _desk.Exchange.Faults.Add("late-arrival:5s:path=/v5/trade/position:times=1");
        using HttpClient http = new(_desk.Sandbox.Handler, disposeHandler: false);
        using CancellationTokenSource giveUp = new();
        Uri address = new($"https://api.hbdm.com{Calls.Signing.Signed.Make(HttpMethod.Post, Path, [], _desk.Exchange.Now).Target}");
        using StringContent body = new(Named, null, "application/json");
        Task<HttpResponseMessage> sent = http.PostAsync(address, body, giveUp.Token);
        _desk.Account.EndPosition("BTC-USDT", "long", "cross");
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
        _desk.Account.Trade(new SandboxOrderTemplate { PositionSide = "long", Volume = 7, Price = 62000 });
        _desk.Pass(4999);
        Assert.Equal("long buy 7", _desk.Holds());
        _desk.Pass(14);
        Assert.Equal("", _desk.Holds());
    }

    [Fact]
    public void What_was_turned_meanwhile_is_not_closed_and_nothing_is_opened()
    {
        _desk.Account.PositionMode = SandboxPositionMode.SingleSide;
        _desk.Account.AddPosition(new SandboxPositionTemplate { Volume = 3 });
        Assert.Equal(200, Close(Body.Replace("long", "both", StringComparison.Ordinal)).Code());
        _desk.Account.Trade(new SandboxOrderTemplate { Side = "sell", Volume = 5, Price = 62000 });
        _desk.Pass(13);
        Assert.Equal("long buy 2, both sell 2", _desk.Holds());
        Assert.Equal(SandboxOrderState.Canceled, _desk.Account.Orders[0].State);
    }

    [Theory]
    [InlineData(0.5, SandboxOrderState.PartiallyCanceled, 1, "long buy 1")]
    [InlineData(0, SandboxOrderState.Canceled, 0, "long buy 2")]
    public void A_thin_book_fills_a_part_or_nothing(double share, SandboxOrderState state, decimal filled, string left)
    {
        _desk.Options.CloseFillShare = (decimal)share;
        Assert.Equal(200, Close().Code());
        _desk.Pass(13);
        SandboxOrder order = Assert.Single(_desk.Account.Orders);
        Assert.Equal((state, filled, left), (order.State, order.FilledVolume, _desk.Holds()));
    }

    [Fact]
    public void Faults_strike_closes_as_they_strike_other_requests()
    {
        _desk.Exchange.Faults.Add("short-close:1:times=1,busy-before:path=/v5/trade/position:code=1056:skip=1:times=1");
        Assert.Equal(200, Close().Code());
        _desk.Pass(13);
        Assert.Equal("long buy 1", _desk.Holds());
        Assert.Equal((1056, 200), (Close().Code(), Close().Code()));
        _desk.Pass(13);
        Assert.Equal("", _desk.Holds());
    }

    [Fact]
    public void A_listing_can_show_nothing_though_there_is_something()
    {
        _desk.Exchange.Faults.Add("no-positions:times=2");
        Assert.Empty(_desk.Rows());
        Assert.Empty(_desk.Rows("contract_code=BTC-USDT"));
        Assert.Equal("2", _desk.Row().Text("volume"));
    }

    [Fact]
    public void An_account_that_may_only_close_still_closes()
    {
        _desk.Account.CloseOnlyCode = 1105;
        string Order(string side) => $$"""{"contract_code":"BTC-USDT","margin_mode":"cross","position_side":"long","side":"{{side}}","type":"limit","price":"70000","volume":"1"}""";
        Assert.Equal(1105, _desk.Sandbox.Ask("/v5/trade/order", body: Order("buy")).Code());
        Assert.Equal(200, _desk.Sandbox.Ask("/v5/trade/order", body: Order("sell")).Code());
        _desk.Account.Cancel(Assert.Single(_desk.Account.Orders).OrderId);
        Assert.Equal(200, Close().Code());
    }

    [Fact]
    public void A_key_that_may_not_trade_may_not_close()
    {
        _desk.Account.CanTrade = false;
        Assert.Equal(1205, Close().Code());
    }

    [Fact]
    public void All_positions_are_closed_in_one_request_but_those_that_are_held()
    {
        Assert.Equal("[]", new PositionDesk().Sandbox.Ask("/v5/trade/position_all", body: "{}").GetProperty("data").GetRawText());
        _desk.Account.AddPosition(new SandboxPositionTemplate { ContractCode = "ETH-USDT", PositionSide = "short", MarginMode = "isolated" });
        _desk.Account.AddOrder(new SandboxOrderTemplate { Side = "sell", PositionSide = "long" });
        JsonElement[] items = _desk.Sandbox.Ask("/v5/trade/position_all", body: "{}").Rows();
        Assert.Equal([1048, 200], items.Select(item => item.Code()));
        Assert.Equal(items[1].Text("order_id"), _desk.Account.Orders[^1].OrderId);
        _desk.Pass(13);
        Assert.Equal("long buy 2", _desk.Holds());
        _desk.Account.EndPosition("BTC-USDT", "long", "cross");
        _desk.Options.CloseAllWhenFlatCode = 1048;
        Assert.Equal(1048, _desk.Sandbox.Ask("/v5/trade/position_all", body: "{}").Code());
    }

    [Theory]
    [InlineData("sell", 2, 200)]
    [InlineData("sell", 3, 1048)]
    [InlineData("buy", 3, 200)]
    public void An_order_that_only_closes_needs_as_much_to_close(string side, int volume, int code)
    {
        string body = $$"""{"contract_code":"BTC-USDT","margin_mode":"cross","position_side":"long","side":"{{side}}","type":"limit","price":"70000","volume":"{{volume}}"}""";
        Assert.Equal(code, _desk.Sandbox.Ask("/v5/trade/order", body: body).Code());
    }

    private JsonElement Close(string body = Body) => _desk.Sandbox.Ask(Path, body: body);
}
