using System.Text;

namespace HtxFutures.Client.Tests.Support;

/// <summary>Answers as they came over the wire, or as a page documents them, word for word.</summary>
internal static class Recorded
{
    public const string OrderId = "1550000000000000001";

    public const string ClientOrderId = "577000000000000001";

    /// <summary>Recorded in September 2026 (facts 2.1).</summary>
    public const string CancelAccepted =
        """{"code":200,"message":"Success","data":{"order_id":"1550000000000000001","client_order_id":"577000000000000001"},"args":null,"ts":1789716092325,"unknownException":false}""";

    /// <summary>A row of the open orders, recorded in September 2026 (facts 2.8).</summary>
    public const string OpenOrder =
        """{"id":"1550000000000000001","side":"buy","type":"limit","price":"1000","volume":"1","state":"new","profit":null,"contract_code":"ETH-USDT","position_side":"long","price_match":null,"order_id":"1550000000000000001","client_order_id":"577000000000000001","margin_mode":"cross","lever_rate":1,"order_source":"api","reduce_only":false,"time_in_force":"gtc","tp_trigger_price":"","tp_order_price":"","tp_type":"0","tp_trigger_price_type":"","sl_trigger_price":"","sl_order_price":"","sl_type":"0","sl_trigger_price_type":"","trade_avg_price":"0","trade_volume":"0","trade_turnover":"0","fee_currency":"","fee":"0","price_protect":false,"contract_type":"swap","created_time":"1789709104310","updated_time":"1789714153083","cancel_reason":null,"self_match_prevent":"cancel_taker","cancel_volume":"0"}""";

    /// <summary>The contract of <see cref="OpenOrder"/>.</summary>
    public const string ContractCode = "ETH-USDT";

    /// <summary>The recorded order, with another state, and so much of it executed.</summary>
    public static string OrderIn(string state, string filled = "0") => OpenOrder
        .Replace("\"state\":\"new\"", $"\"state\":\"{state}\"", StringComparison.Ordinal)
        .Replace("\"trade_volume\":\"0\"", $"\"trade_volume\":\"{filled}\"", StringComparison.Ordinal);

    /// <summary>Data in the envelope recorded in September 2026 (facts 3.1).</summary>
    public static string Envelope(string data, int code = 200, string message = "Success", long ts = 1789716092325) =>
        string.Create(null, $$"""{"code":{{code}},"message":"{{message}}","data":{{data}},"args":null,"ts":{{ts}},"unknownException":false}""");

    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
