using System.Text.Json;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange.Algo;

/// <summary>What the sandbox writes is what was recorded, member by member (desk facts 1.2, 1.3, 1.6).</summary>
public sealed class AlgoShapeTests
{
    private readonly AlgoDesk _desk = new();

    [Fact]
    public void A_take_profit_is_listed_as_recorded()
    {
        const string Body = """{"contract_code":"BTC-USDT","type":"tp","side":"sell","position_side":"long","margin_mode":"cross","volume":"1","tp_trigger_price":"101000","tp_order_price":"100000"}""";
        AssertRecorded(Body, "tp", (id, algo, created, updated) =>
            $$"""{"id":"{{id}}","volume":"1","type":"tp","state":"active","side":"sell","algo_id":"{{algo}}","contract_code":"BTC-USDT","position_side":"long","margin_mode":"cross","created_time":"{{created}}","updated_time":"{{updated}}","order_source":"api","tp_trigger_price":"101000","tp_order_price":"0","tp_type":"market","tp_trigger_price_type":"last"}""");
    }

    [Fact]
    public void A_trailing_stop_is_listed_as_recorded()
    {
        const string Body = """{"contract_code":"BTC-USDT","type":"trailing_stop","side":"sell","position_side":"long","margin_mode":"cross","volume":"1","active_price":"90000","callback_rate":"0.05","reduce_only":true,"order_price_type":"formula_price"}""";
        AssertRecorded(Body, "trailing_stop", (id, algo, created, updated) =>
            $$"""{"id":"{{id}}","volume":"1","type":"trailing_stop","state":"active","side":"sell","algo_id":"{{algo}}","contract_code":"BTC-USDT","position_side":"long","margin_mode":"cross","created_time":"{{created}}","updated_time":"{{updated}}","order_source":"api","active_price":"90000","callback_rate":"0.05","reduce_only":true,"order_price_type":"formula_price"}""");
    }

    [Theory]
    [InlineData(SandboxAlgoType.TakeProfit, "tp", "tp_trigger_price tp_order_price tp_type tp_trigger_price_type")]
    [InlineData(SandboxAlgoType.StopLoss, "sl", "sl_trigger_price sl_order_price sl_type sl_trigger_price_type")]
    [InlineData(SandboxAlgoType.TakeProfitStopLoss, "tpsl", "tp_trigger_price tp_order_price tp_type tp_trigger_price_type sl_trigger_price sl_order_price sl_type sl_trigger_price_type")]
    [InlineData(SandboxAlgoType.Trigger, "trigger", "trigger_price trigger_price_type price")]
    [InlineData(SandboxAlgoType.TrailingStop, "trailing_stop", "callback_rate reduce_only order_price_type")]
    public void A_row_has_the_members_of_its_type_and_no_others(SandboxAlgoType type, string word, string members)
    {
        _desk.Add(type);
        const string Common = "id volume type state side algo_id contract_code position_side margin_mode created_time updated_time order_source";
        Assert.Equal($"{Common} {members}", Members(Assert.Single(Row(word))));
    }

    [Fact]
    public void What_was_given_beyond_the_rule_is_a_member_too()
    {
        _desk.Add(SandboxAlgoType.Trigger, terms => terms with { ClientAlgoId = "577000000000000001", Price = 0, PriceMatch = "optimal_5", ReduceOnly = true });
        JsonElement row = Assert.Single(Row("trigger"));
        Assert.Equal(("577000000000000001", "optimal_5"), (row.Text("algo_client_order_id"), row.Text("price_match")));
        Assert.DoesNotContain("reduce_only", Members(row), StringComparison.Ordinal);
        _desk.Options.TriggersShowReduceOnly = true;
        Assert.True(Assert.Single(Row("trigger")).GetProperty("reduce_only").GetBoolean());
    }

    [Fact]
    public void One_that_has_fired_names_its_child_and_what_of_it_is_executed()
    {
        SandboxAlgoOrder stop = _desk.Add(change: terms => terms with { Volume = 3 });
        _desk.Exchange.MovePrice("TEST-USDT", 89);
        JsonElement row = Assert.Single(_desk.Look(stop.AlgoId, "sl").Rows());
        SandboxOrder child = Assert.Single(_desk.Account.Orders);
        Assert.Equal(("effective", child.OrderId, "3", "89"), (row.Text("state"), row.Text("relation_order_id"), row.Text("actual_volume"), row.Text("actual_price")));
        _desk.Options.FiredAlgosNameChild = false;
        Assert.DoesNotContain("relation_order_id", Members(Assert.Single(_desk.Look(stop.AlgoId, "sl").Rows())), StringComparison.Ordinal);
    }

    [Fact]
    public void Placing_and_cancelling_are_answered_as_recorded()
    {
        JsonElement placed = _desk.Place("""{"contract_code":"BTC-USDT","type":"sl","side":"sell","position_side":"both","margin_mode":"cross","volume":"1","sl_trigger_price":"60000"}""");
        string id = Assert.Single(placed.Rows()).Text("algo_id")!;
        Assert.Equal($$"""[{"algo_id":"{{id}}","algo_client_order_id":null}]""", placed.GetProperty("data").GetRawText());
        _desk.Pass(300);
        Assert.Equal($$"""[{"code":200,"message":"Success","algo_id":"{{id}}","algo_client_order_id":null}]""", _desk.Cancel(("BTC-USDT", id)).GetProperty("data").GetRawText());
    }

    [Fact]
    public void A_missing_position_side_is_named_in_the_arguments_as_recorded()
    {
        JsonElement answer = _desk.Place("""{"contract_code":"BTC-USDT","type":"sl","side":"sell","margin_mode":"cross","volume":"1","sl_trigger_price":"60000"}""");
        Assert.Equal((1067, """[["position_side"]]""", JsonValueKind.Null), (answer.Code(), answer.GetProperty("args").GetRawText(), answer.GetProperty("data").ValueKind));
    }

    [Fact]
    public void Results_come_in_the_shape_of_the_documentation_where_that_is_asked_for()
    {
        _desk.Options.AlgoItemShape = AlgoItemShape.Documented;
        _desk.Options.ShuffleBatchAnswers = false;
        SandboxAlgoOrder algo = _desk.Add(change: terms => terms with { ClientAlgoId = "7" });
        string data = _desk.Cancel(("TEST-USDT", algo.AlgoId), ("TEST-USDT", "123")).GetProperty("data").GetRawText();
        Assert.Equal(
            $$"""[{"algo_id":"{{algo.AlgoId}}","algo_client_order_id":"7","success":true},{"algo_id":"123","algo_client_order_id":null,"success":false,"error_code":1061,"error_msg":"The order does not exist"}]""",
            data);
    }

    [Fact]
    public void Words_that_nobody_knows_yet_go_to_the_wire_as_they_are()
    {
        _desk.Add(SandboxAlgoType.Trigger, terms => terms with { RawType = "iceberg", RawState = "sleeping" });
        JsonElement row = Assert.Single(Row("trigger"));
        Assert.Equal(("iceberg", "sleeping"), (row.Text("type"), row.Text("state")));
    }

    private void AssertRecorded(string body, string type, Func<string, string, long, long, string> expected)
    {
        _desk.Options.AlgoLag = TimeSpan.FromMilliseconds(96);
        long created = _desk.Exchange.Now.ToUnixTimeMilliseconds();
        string algoId = Assert.Single(_desk.Place(body).Rows()).Text("algo_id")!;
        _desk.Pass(96);
        JsonElement row = Assert.Single(Row(type));
        Assert.Equal(expected(row.Text("id")!, algoId, created, created + 96), row.GetRawText());
        Assert.NotEqual(algoId, row.Text("id"));
    }

    private JsonElement[] Row(string type) => _desk.Sandbox.Ask(AlgoDesk.Opens, $"type={type}").Rows();

    private static string Members(JsonElement row) => string.Join(' ', row.EnumerateObject().Select(member => member.Name));
}
