using System.Text;

namespace HtxFutures.Fuzzing.Mutation;

/// <summary>Makes hostile requests out of good ones.</summary>
internal static class RequestMutator
{
    private static readonly string[] s_members =
        ["contract_code", "order_id", "client_order_id", "side", "position_side", "margin_mode", "type", "price", "price_match", "volume", "time_in_force", "reduce_only", "on_off", "time_out", "from", "limit", "direct", "states", "state", "start_time", "end_time", "algo_id", "algo_client_order_id", "trigger_price", "tp_trigger_price", "sl_trigger_price", "sl_type", "callback_rate", "active_price", "AccessKeyId", "SignatureMethod", "SignatureVersion", "Timestamp", "Signature"];

    private static readonly string[] s_values =
        ["", "0", "1", "-1", "%00", "%", "%zz", "%ff", "%C3%28", "+", "1550000000000000001", "1550000000000000001%00", "1570000000000000001", "tp", "tpsl", "trigger", "trailing_stop", "tp,sl", "577000000000000001", "9223372036854775807", "9223372036854775808", "ETH-USDT", "ETH-USDT%00", "eth-usdt", "ETH-USDT-261225", "ETH-USDT-999999", "cross", "isolated", "100", "101", "next", "prev", "canceled", "canceled,", "filled,filled", "2026-09-18T07%3A21%3A32", "2026-09-18T07:21:32Z", "9999-12-31T23:59:59", "0001-01-01T00:00:00", "253402300799999", "a=b", "&", "%E2%80%AE", "\u00ff", "%ED%A0%80"];

    private static readonly string[] s_methods = ["GET", "POST", "get", "PUT", "DELETE", "", "PO\0ST"];

    private static readonly string[] s_paths = ["/v5/trade/order", "/v5/trade/cancel_order/", "/v5//trade/cancel_order", "/V5/trade/cancel_order", "/v5/trade/cancel_order%00", "/v5/trade/../trade/cancel_order", "*", "", "/", "/v5/trade/cancel_batch_orders", "/v5/trade/cancel_all_orders", "/v5/algo/cancel_orders", "/v5/algo/order", "/v5/algo/order/opens"];

    private static readonly string[] s_hosts = ["api.hbdm.com", "API.HBDM.COM", "api.hbdm.com:443", "[::1]:80", ":", "]:", "", "a:b:c", "\u00e9"];

    private static readonly string[] s_types = ["application/json", "application/json; charset=utf-8", "text/plain", "", "application/jsonp", "APPLICATION/JSON"];

    private static readonly RequestInput[] s_seeds = [.. Corpus.Requests.Select(text => RequestInput.Parse(Encoding.UTF8.GetBytes(text.TrimEnd('\n') + (text.StartsWith("GET", StringComparison.Ordinal) ? "\n\n" : ""))))];

    private static readonly JsonMutator s_bodies = new(
        [.. s_seeds.Where(seed => seed.Body.Length > 0).Select(seed => JsonShape.Parse(Encoding.UTF8.GetString(seed.Body))), .. Large()], s_members);

    public static RequestInput Draw(Random random)
    {
        RequestInput request = s_seeds[random.Next(s_seeds.Length)];
        for (int mutations = random.Next(3); mutations > 0; mutations--)
        {
            request = Mutate(random, request);
        }

        return request.Body.Length > 0 && random.Next(4) > 0 ? request with { Body = s_bodies.Draw(random) } : request;
    }

    private static RequestInput Mutate(Random random, RequestInput request) => random.Next(12) switch
    {
        0 => request with { Method = Any(random, s_methods) },
        1 => request with { Path = Any(random, s_paths) },
        2 => request with { Headers = [("Host", Any(random, s_hosts)), ("Content-Type", "application/json")] },
        3 => request with { Headers = [("Host", "api.hbdm.com"), ("Content-Type", Any(random, s_types))] },
        4 => request with { Headers = [] },
        _ => request with { Query = MutateQuery(random, request.Query) },
    };

    private static string MutateQuery(Random random, string query)
    {
        List<string> pairs = [.. query.Split('&')];
        int at = random.Next(pairs.Count);
        switch (random.Next(5))
        {
            case 0: pairs.RemoveAt(at); break;
            case 1: pairs[at] = $"{pairs[at].Split('=')[0]}={Any(random, s_values)}"; break;
            case 2: pairs.Insert(at, pairs[at]); break;
            case 3: pairs.Insert(at, Any(random, s_values)); break;
            default: pairs.Insert(at, $"{Any(random, s_members)}={Any(random, s_values)}"); break;
        }

        return string.Join('&', pairs);
    }

    private static string Any(Random random, string[] choices) => choices[random.Next(choices.Length)];

    // Numbers that an order may have and that leave no room to calculate with.
    private static IEnumerable<JsonShape> Large() => ((string[])["79228162514264337593543950335", "10000000000000000000000000000", "0.0000000000000000000000000001"]).Select(number => JsonShape.Parse(
        $$"""{"contract_code":"ETH-USDT","margin_mode":"cross","position_side":"long","side":"buy","type":"market","price":"{{number}}","volume":"{{number}}"}"""));
}
