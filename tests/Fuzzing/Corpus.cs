using System.Text;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Fuzzing.Mutation;

namespace HtxFutures.Fuzzing;

/// <summary>What every input is made of: answers as they were recorded or are documented (facts 2, 3), and requests as the client writes them.</summary>
internal static class Corpus
{
    /// <summary>Bodies of answers.</summary>
    public static IReadOnlyList<JsonShape> Answers { get; } =
    [
        .. new[] { Recorded.CancelAccepted, Recorded.Envelope($"[{Recorded.OpenOrder}]"), Recorded.Envelope(Recorded.OrderIn("canceled")) }.Select(JsonShape.Parse),
        .. Files(".json").Select(JsonShape.Parse),
        .. new[] { 1004, 1032, 1061, 1062, 1063, 1071, 1205, 12001 }.Select(code => JsonShape.Parse(Recorded.Envelope("null", code, "The order does not exist"))),
    ];

    /// <summary>The data of answers that list orders.</summary>
    public static IReadOnlyList<JsonShape> Orders { get; } =
    [
        .. DataOf(Answers, data => data.Contains("contract_code", StringComparison.Ordinal) || data == "[]"),

        // Not recorded, but a step away from contradiction.
        JsonShape.Parse($"[{Recorded.OrderIn("canceled")},{Recorded.OrderIn("canceled")}]"),
    ];

    /// <summary>The data of answers that list positions.</summary>
    public static IReadOnlyList<JsonShape> Positions { get; } =
    [
        .. new[] { "[]", $"[{Recorded.Position}]", $"[{Recorded.Position},{Recorded.Position.Replace("long", "short", StringComparison.Ordinal)}]", Recorded.Position }.Select(JsonShape.Parse),
        JsonShape.Parse("""[{"contract_code":"BTC-USDT","position_side":"both","direction":"sell","margin_mode":"isolated","volume":"2","mark_price":"100","liquidation_price":"120"}]"""),
    ];

    /// <summary>The data of answers that list executions: as recorded, in two parts, by the exchange's own doing, and without what tells them apart.</summary>
    public static IReadOnlyList<JsonShape> Fills { get; } =
    [
        .. new[] { "[]", $"[{Recorded.Fill}]", $"[{Recorded.Fill},{Recorded.Fill.Replace("000022", "000023", StringComparison.Ordinal)}]", Recorded.Fill }.Select(JsonShape.Parse),
        JsonShape.Parse("""[{"id":7,"contract_code":"BTC-USDT","order_id":1560000000000000020,"side":"buy","position_side":"short","order_type":3,"margin_mode":"isolated","role":"maker","trade_price":100,"trade_volume":"2","trade_fee":"-0.01","fee_currency":"USDT,HTX","created_time":1780967931197},{"contract_code":"BTC-USDT","order_type":"22","role":"","trade_fee":""}]"""),
        JsonShape.Parse("""[{"contract_code":"BTC-USDT"}]"""),
    ];

    /// <summary>The data of answers that list algo orders: as they were recorded, and as they are documented (desk facts 1.3).</summary>
    public static IReadOnlyList<JsonShape> AlgoOrders { get; } =
    [
        .. new[] { "[]", $"[{Recorded.TakeProfit}]", $"[{Recorded.TrailingStop},{Recorded.TrailingStop.Replace("000002", "000003", StringComparison.Ordinal)}]", Recorded.TrailingStop, $"[{StopLoss}]" }.Select(JsonShape.Parse),
        JsonShape.Parse("""[{"id":"7","algo_id":"1560000000000000004","algo_client_order_id":"577000000000000004","contract_code":"ETH-USDT","type":"trigger","state":"effective","side":"buy","position_side":"both","margin_mode":"isolated","volume":"3","trigger_price":"2100","trigger_price_type":"last","price":"2110","relation_order_id":"1550000000000000009","created_time":"1780738313091"}]"""),
        JsonShape.Parse("""[{"id":8,"algo_id":1560000000000000005,"contract_code":"ETH-USDT","type":"tpsl","state":"failed","side":"sell","volume":"","tp_trigger_price":"101000","tp_type":"limit","tp_order_price":"100900","sl_trigger_price":"95000","sl_type":"market","sl_trigger_price_type":"mark"}]"""),
    ];

    /// <summary>The data of answers that show a balance: as it was recorded, as it is documented for several currencies, and of an account that has nothing.</summary>
    public static IReadOnlyList<JsonShape> Balances { get; } =
    [
        JsonShape.Parse(Recorded.Balance),
        JsonShape.Parse("""{"state":"normal","equity":"74999.9","details":[{"currency":"USDT","equity":"-0.0969","isolated_equity":"7","isolated_available":"5"},{"currency":"BTC","equity":"1"}]}"""),
        JsonShape.Parse("""{"state":"NORMAL","equity":"0","details":[{"currency":"USDT","equity":"5","initial_margin":"1"},{"currency":"BTC","equity":"1","initial_margin":"1"}]}"""),
        JsonShape.Parse("""{"state":"normal","equity":"","details":[]}"""),
    ];

    /// <summary>The data of answers to cancels.</summary>
    public static IReadOnlyList<JsonShape> Cancels { get; } = [.. DataOf(Answers, data => data.Contains("order_id", StringComparison.Ordinal) && !data.Contains("contract_code", StringComparison.Ordinal))];

    /// <summary>The data of answers to cancels of algo orders: as it was recorded, as it is documented, and what is a step away from contradiction (desk facts 1.6).</summary>
    public static IReadOnlyList<JsonShape> AlgoCancels { get; } =
    [
        .. new[] { 200, 1061, 1063, 1071, 1408 }.Select(code => JsonShape.Parse($$"""[{"code":{{code}},"message":"Success","algo_id":"1560000000000000001","algo_client_order_id":null}]""")),
        JsonShape.Parse("""[{"success":true,"error_code":null,"error_msg":null,"algo_id":"1560000000000000001","algo_client_order_id":"577000000000000001"},{"success":false,"error_code":1408,"error_msg":"not in effect","algo_id":"1560000000000000002","algo_client_order_id":null}]"""),
        JsonShape.Parse("""[{"code":200,"message":"Success","algo_id":"1560000000000000001","algo_client_order_id":"577000000000000001"},{"code":1063,"message":"fired","algo_id":"1560000000000000002","algo_client_order_id":"577000000000000002"},{"code":1071,"algo_id":"1560000000000000003","algo_client_order_id":"577000000000000003"}]"""),
        JsonShape.Parse("""{"code":200,"algo_id":"1560000000000000001"}"""),
    ];

    /// <summary>Requests: a line with method and target, headers, a blank line, a body.</summary>
    public static IReadOnlyList<string> Requests { get; } = [.. Files(".http")];

    /// <summary>Members that the client looks for.</summary>
    public static IReadOnlyList<string> AnswerMembers { get; } =
    [
        "code", "err_code", "err-code", "error_code", "status", "success", "unknownException", "message", "msg", "err_msg", "err-msg", "error_msg", "ts", "data", "args",
        "id", "order_id", "client_order_id", "contract_code", "state", "side", "position_side", "type", "margin_mode", "price", "volume", "trade_volume", "trade_avg_price", "fee", "fee_currency", "profit",
        "reduce_only", "lever_rate", "time_in_force", "created_time", "updated_time", "cancel_reason", "order_source", "current_time", "trigger_time", "algo_id", "algo_client_order_id",
    ];

    /// <summary>An order in the book, as it was recorded.</summary>
    public static string OpenOrder => Recorded.OpenOrder;

    /// <summary>A position as recorded.</summary>
    public static string Position => Recorded.Position;

    /// <summary>An active stop-loss, with the members that were seen (desk facts 1.3).</summary>
    public static string StopLoss =>
        """{"id":"9","algo_id":"1560000000000000001","algo_client_order_id":"577000000000000001","contract_code":"ETH-USDT","type":"sl","state":"active","side":"sell","position_side":"both","margin_mode":"cross","volume":"1","sl_trigger_price":"900","sl_order_price":"0","sl_type":"market"}""";

    /// <summary>An answer that went well, with some data.</summary>
    public static string Envelope(string data) => Recorded.Envelope(data);

    private static IEnumerable<JsonShape> DataOf(IEnumerable<JsonShape> answers, Func<string, bool> has) =>
        answers.SelectMany(answer => answer.Parts!).Where(member => member.Name == "\"data\"").Select(member => member.Value).Where(data => has(data.ToString()));

    private static IEnumerable<string> Files(string extension)
    {
        foreach (string name in typeof(Corpus).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(extension, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(typeof(Corpus).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            yield return reader.ReadToEnd();
        }
    }
}
