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

    /// <summary>A finished order that has closed a position, recorded in June 2026 (desk facts 4.2).</summary>
    public const string FinishedOrder =
        """{"id":"1560000000000000021","side":"sell","type":"market","price":"0","volume":"2","state":"filled","profit":"-0.3656","contract_code":"BTC-USDT","position_side":"long","price_match":null,"order_id":"1560000000000000020","client_order_id":"1560000000000000020","margin_mode":"cross","lever_rate":20,"order_source":"api","reduce_only":true,"time_in_force":"gtc","tp_trigger_price":"","tp_order_price":"","tp_type":null,"tp_trigger_price_type":null,"sl_trigger_price":"","sl_order_price":"","sl_type":null,"sl_trigger_price_type":null,"trade_avg_price":"62688.2","trade_volume":"2","trade_turnover":"125.3764","fee_currency":"USDT","fee":"-0.07522584","price_protect":false,"contract_type":"swap","created_time":"1780967931182","updated_time":"1780967931194","cancel_reason":null,"self_match_prevent":"cancel_taker"}""";

    /// <summary>Its execution, recorded with it (desk facts 4.3).</summary>
    public const string Fill =
        """{"id":"1560000000000000022","contract_code":"BTC-USDT","order_id":"1560000000000000020","trade_id":"150000022","side":"sell","position_side":"long","order_type":"1","margin_mode":"cross","type":"market","role":"TAKER","trade_price":"62688.2","trade_volume":"2","trade_turnover":"125.3764","created_time":"1780967931197","updated_time":"1780967931197","order_source":"api","fee_currency":"USDT","trade_fee":"0.07522584","deduction_price":"","profit":"-0.3656","contract_type":"swap"}""";

    /// <summary>A cross position, recorded in June 2026 (desk facts 2.1).</summary>
    public const string Position =
        """{"contract_code":"BTC-USDT","position_side":"long","direction":"buy","margin_mode":"cross","open_avg_price":"63204.5","volume":"1","available":"1","lever_rate":20,"adl_risk_percent":"3","liquidation_price":"-110167.593339415189627734","margin":"3.155205","initial_margin":"3.155205","maintenance_margin":"0.21455394","profit_unreal":"-0.1004","profit_rate":"-0.0318","margin_rate":"0.0012","mark_price":"63104.1","last_price":"63111.3","margin_currency":"USDT","contract_type":"swap","created_time":"1780903703234","updated_time":"1780905620461"}""";

    /// <summary>The balance of an account with one open order, recorded in June 2026: the account's own figures are zeros, and weeks old (desk facts 3.1).</summary>
    public const string Balance =
        """{"state":"normal","equity":"0","details":[{"currency":"USDT","equity":"162.523160998562004875","available":"162.523160998562004875","profit_unreal":"0","initial_margin":"4.024","maintenance_margin":"0.21621246","maintenance_margin_rate":"0.001330348601833513","initial_margin_rate":"0.024759547963970526","available_margin":"158.499160998562004875","voucher":"0","voucher_value":"0","withdraw_available":"158.499160998562004875","created_time":"1770293270932","updated_time":"1781939212041","isolated_equity":"0","isolated_profit_unreal":"0"}],"initial_margin":"0","maintenance_margin":"0","maintenance_margin_rate":"0","profit_unreal":"0","available_margin":"0","voucher_value":"0","created_time":"1770293268881","updated_time":"1780329743956"}""";

    /// <summary>An active take-profit, recorded in June 2026 (desk facts 1.3).</summary>
    public const string TakeProfit =
        """{"id":"160000001","volume":"1","type":"tp","state":"active","side":"sell","algo_id":"1560000000000000001","contract_code":"BTC-USDT","position_side":"long","margin_mode":"cross","created_time":"1780738313091","updated_time":"1780738313187","order_source":"api","tp_trigger_price":"101000","tp_order_price":"0","tp_type":"market","tp_trigger_price_type":"last"}""";

    /// <summary>An active trailing stop, recorded in June 2026 (desk facts 1.3).</summary>
    public const string TrailingStop =
        """{"id":"1160001","volume":"1","type":"trailing_stop","state":"active","side":"sell","algo_id":"1560000000000000002","contract_code":"BTC-USDT","position_side":"long","margin_mode":"cross","created_time":"1780742630055","updated_time":"1780742630223","order_source":"api","active_price":"90000","callback_rate":"0.05","reduce_only":true,"order_price_type":"formula_price"}""";

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
