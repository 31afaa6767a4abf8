using System.Text.Json;
using System.Text.Json.Nodes;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange.Algo;

/// <summary>What is refused when an algo order is placed (desk facts 1.2, 1.7), and when a placed one is there.</summary>
public sealed class AlgoPlacingTests
{
    private const string Stop = """{"contract_code":"BTC-USDT","type":"sl","side":"sell","position_side":"both","margin_mode":"cross","volume":"2","sl_trigger_price":"60000"}""";
    private const string Trigger = """{"contract_code":"BTC-USDT","type":"trigger","side":"buy","position_side":"both","margin_mode":"isolated","volume":"1","trigger_price":"70000","price":"70100"}""";
    private const string Trailing = """{"contract_code":"BTC-USDT","type":"trailing_stop","side":"sell","position_side":"both","margin_mode":"cross","volume":"1","callback_rate":"0.05","order_price_type":"optimal_5"}""";

    private readonly AlgoDesk _desk = new();

    [Theory]
    [InlineData(Stop, "", null, 200)]
    [InlineData(Stop, "type", null, 1067)]
    [InlineData(Stop, "type", "trailing", 1067)]
    [InlineData(Stop, "contract_code", null, 1067)]
    [InlineData(Stop, "contract_code", "BTX-USDT", 1014)]
    [InlineData(Stop, "side", "long", 1067)]
    [InlineData(Stop, "position_side", null, 1067)]
    [InlineData(Stop, "margin_mode", null, 1067)]
    [InlineData(Stop, "volume", null, 1067)]
    [InlineData(Stop, "volume", "0", 1067)]
    [InlineData(Stop, "volume", "1.5", 1067)]
    [InlineData(Stop, "sl_trigger_price", null, 1067)]
    [InlineData(Stop, "sl_trigger_price", "66000", 1407)]
    [InlineData(Stop, "side", "buy", 1407)]
    [InlineData(Stop, "sl_type", "limit", 1067)]
    [InlineData(Stop, "sl_trigger_price_type", "index", 1067)]
    [InlineData(Stop, "type", "tpsl", 1067)]
    [InlineData(Stop, "algo_client_order_id", "577", 200)]
    [InlineData(Stop, "algo_client_order_id", "mine", 1065)]
    [InlineData(Trigger, "", null, 200)]
    [InlineData(Trigger, "trigger_price", null, 1067)]
    [InlineData(Trigger, "price", null, 1067)]
    [InlineData(Trigger, "price_match", "optimal_5", 1067)]
    [InlineData(Trigger, "trigger_price_type", "mark", 1067)]
    [InlineData(Trailing, "", null, 200)]
    [InlineData(Trailing, "callback_rate", "0.5", 1425)]
    [InlineData(Trailing, "active_price", "60000", 1426)]
    [InlineData(Trailing, "active_price", "70000", 200)]
    [InlineData(Trailing, "order_price_type", null, 1067)]
    public void The_terms_are_checked(string body, string name, string? value, int code)
    {
        JsonObject changed = JsonNode.Parse(body)!.AsObject();
        changed.Remove(name);
        if (value is not null)
        {
            changed[name] = value;
        }

        Assert.Equal(code, _desk.Place(changed.ToJsonString()).Code());
        Assert.Equal(code == 200 ? 1 : 0, _desk.Account.AlgoOrders.Count);
    }

    [Fact]
    public void A_take_profit_on_the_wrong_side_is_refused_by_the_price_it_looks_at()
    {
        string Body(string look) => $$"""{"contract_code":"TEST-USDT","type":"tp","side":"sell","position_side":"both","margin_mode":"cross","volume":"1","tp_trigger_price":"100","tp_trigger_price_type":"{{look}}"}""";
        _desk.Sandbox.AddOrder("TEST-USDT");
        Assert.Equal(200, _desk.Place(Body("last")).Code()); // no price is known
        _desk.Exchange.MovePrice("TEST-USDT", 99, markPrice: 101);
        Assert.Equal((200, 1405), (_desk.Place(Body("last")).Code(), _desk.Place(Body("mark")).Code()));
    }

    [Fact]
    public void It_is_there_only_after_a_while()
    {
        string id = Id(_desk.Place(Stop));
        _desk.Pass(299);
        Assert.Equal(SandboxAlgoState.Waiting, _desk.Account.FindAlgoOrder(id)!.State);
        Assert.Empty(_desk.Listed("sl"));
        Assert.Equal((1061, 1061), (_desk.Look(id, "sl").Code(), _desk.CancelCode(id, "BTC-USDT")));
        _desk.Options.LaggingAlgoCode = 1408;
        Assert.Equal(1408, _desk.CancelCode(id, "BTC-USDT"));
        _desk.Pass(1);
        Assert.Equal([id], _desk.Listed("sl"));
        Assert.Equal(id, Assert.Single(_desk.Look(id, "sl").Rows()).Text("algo_id"));
        SandboxAlgoOrder active = _desk.Account.FindAlgoOrder(id)!;
        Assert.Equal(TimeSpan.FromMilliseconds(300), active.UpdatedAt - active.CreatedAt);
    }

    [Fact]
    public void What_the_price_has_passed_meanwhile_fires_as_it_takes_effect()
    {
        string id = Id(_desk.Place(Stop));
        _desk.Exchange.MovePrice("BTC-USDT", 59000);
        Assert.Empty(_desk.Account.Orders);
        _desk.Pass(300);
        Assert.Equal(SandboxAlgoState.Effective, _desk.Account.FindAlgoOrder(id)!.State);
    }

    [Fact]
    public void A_client_id_can_be_used_again_only_when_it_has_lapsed()
    {
        string body = Stop.Replace("\"volume\"", "\"algo_client_order_id\":\"7\",\"volume\"", StringComparison.Ordinal);
        string id = Id(_desk.Place(body));
        Assert.Equal(1050, _desk.Place(body).Code());
        _desk.Pass(300);
        _desk.Account.CancelAlgoOrder(id);
        Assert.Equal(1050, _desk.Place(body).Code());
        _desk.Sandbox.Time.Advance(TimeSpan.FromHours(8));
        Assert.Equal(200, _desk.Place(body).Code());
    }

    [Theory]
    [InlineData(AlgoClientIds.AsGiven, "7")]
    [InlineData(AlgoClientIds.Lost, null)]
    [InlineData(AlgoClientIds.Replaced, "ID")]
    public void A_client_id_is_kept_lost_or_replaced(AlgoClientIds ids, string? shown)
    {
        _desk.Options.AlgoClientIds = ids;
        JsonElement ack = Assert.Single(_desk.Place(Stop.Replace("\"volume\"", "\"algo_client_order_id\":\"7\",\"volume\"", StringComparison.Ordinal)).Rows());
        Assert.Equal(shown?.Replace("ID", ack.Text("algo_id"), StringComparison.Ordinal), ack.Text("algo_client_order_id"));
        _desk.Pass(300);
        Assert.Equal(ids == AlgoClientIds.AsGiven ? 200 : 1061, _desk.Sandbox.Ask(AlgoDesk.Order, "algo_client_order_id=7&type=sl").Code());
    }

    [Fact]
    public void A_stop_may_be_of_the_whole_position_where_that_is_switched_on()
    {
        _desk.Options.StopsNeedVolume = false;
        string id = Id(_desk.Place(Stop.Replace("\"volume\":\"2\",", "", StringComparison.Ordinal)));
        _desk.Pass(300);
        Assert.False(Assert.Single(_desk.Look(id, "sl").Rows()).TryGetProperty("volume", out _));
        Assert.Equal(1067, _desk.Place(Trigger.Replace("\"volume\":\"1\",", "", StringComparison.Ordinal)).Code());

        // Without a position there is nothing to close.
        _desk.Exchange.MovePrice("BTC-USDT", 59000);
        Assert.Equal(SandboxAlgoState.Failed, _desk.Account.FindAlgoOrder(id)!.State);
        Assert.Empty(_desk.Account.Orders);
    }

    [Fact]
    public void Placing_is_trading_and_looking_is_reading()
    {
        _desk.Place(Stop);
        _desk.Cancel(("BTC-USDT", "1"));
        _desk.Listed("sl");
        Assert.Equal((2, 1), (_desk.Account.UsedInWindow(SandboxRequestKind.Trade), _desk.Account.UsedInWindow(SandboxRequestKind.Read)));
        _desk.Account.CanTrade = false;
        Assert.Equal((1205, 1205, 200), (_desk.Place(Stop).Code(), _desk.Cancel(("BTC-USDT", "1")).Code(), _desk.Sandbox.Ask(AlgoDesk.Opens, "type=sl").Code()));
    }

    private static string Id(JsonElement placed) => Assert.Single(placed.Rows()).Text("algo_id")!;
}
