using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HtxFutures.Fuzzing.Mutation;
using HtxFutures.Fuzzing.Oracles;
using HtxFutures.Sandbox;
using HtxFutures.Sandbox.Signing;

namespace HtxFutures.Fuzzing.Targets;

/// <summary>
/// The sandbox's reader of requests: whatever comes is answered in a shape that was recorded, and nothing happens to an
/// order but by a signed request whose body is whole, says each thing once, and names it.
/// </summary>
internal static class SandboxTarget
{

    private static readonly string[][] s_single =
        [.. ((string[])["contract_code", "order_id", "client_order_id", "side", "position_side", "margin_mode", "type", "price", "price_match", "volume", "time_in_force", "reduce_only", "on_off", "time_out"]).Select(name => new[] { name })];

    public static FuzzTarget Target { get; } = new("sandbox", Draw, Check, ["200", "200 and done", "404", "405", "1014", "1030", "1031", "1061", "1067", "12001", "12002", "12003", "12006", "12007", "12008", "ok"]);

    // In front: whether the request is signed once it has been spoilt, as a client with a defect would do it.
    private static byte[] Draw(Random random) => [(byte)(random.Next(8) > 0 ? 's' : 'r'), .. RequestMutator.Draw(random).Write()];

    private static string Check(byte[] input)
    {
        bool isSigned = input.Length > 0 && input[0] == 's';
        RequestInput request = RequestInput.Parse(input.AsSpan(Math.Min(1, input.Length)));
        request = isSigned ? Sign(request) : request;
        var time = new VirtualTime();
        var exchange = new SandboxExchange(new SandboxOptions { FillWhileCancelingRate = 0.5, AuthenticationFailureShape = AuthenticationFailureShape.V5Envelope }, time);
        SandboxAccount account = exchange.AddAccount(TestKeys.AccessKey, TestKeys.SecretKey);
        AddOrders(account);
        IReadOnlyList<SandboxOrder> before = account.Orders;
        IReadOnlyList<SandboxAlgoOrder> algosBefore = account.AlgoOrders;

        long allocated = GC.GetAllocatedBytesForCurrentThread();
        SandboxReply reply = exchange.HandleAsync(request.ToRequest(), default).GetAwaiter().GetResult();
        Property.Frugal(allocated, input.Length);

        time.Advance(TimeSpan.FromSeconds(1));
        string[] changed = [.. account.Orders.Where(order => before.All(other => other.OrderId != order.OrderId || other != order)).Select(order => order.OrderId)];
        bool isDone = changed.Length > 0 || account.AutoCancelAt is not null || !account.AlgoOrders.SequenceEqual(algosBefore);
        EnvelopeOracle? answer = EnvelopeOracle.Read(reply.Body.Span);
        Property.Require(answer is not null && (answer.Code is not null || answer.Status is "ok" or "maintain"), "an answer has a shape that was recorded", () => Encoding.UTF8.GetString(reply.Body.Span));
        Property.Require(reply.StatusCode is 200 or 404 or 405, "an answer has a status that was recorded", () => $"{reply.StatusCode}");
        Property.Require(!isDone || answer!.Code == 200, "what is refused is not done", () => $"code {answer!.Code}");
        Property.Require(!isDone || isSigned, "nothing is done for those who do not sign", () => string.Join(", ", changed));
        if (isDone)
        {
            AlgoChanges.Check(request, algosBefore, account.AlgoOrders);
            CheckChange(request, account, before, changed);
            CheckLists(exchange);
        }

        return answer!.Code is { } code ? $"{code}{(isDone ? " and done" : "")}" : answer.Status!;
    }

    /// <summary>Holds what has changed against the body, by a reading of its own.</summary>
    private static void CheckChange(RequestInput request, SandboxAccount account, IReadOnlyList<SandboxOrder> before, string[] changed)
    {
        if (AlgoChanges.AreMeantBy(request))
        {
            Property.Require(changed.All(id => account.AlgoOrders.Any(algo => algo.ChildOrderId == id)), "an order comes of an algo order only where that fires", () => string.Join(", ", changed));
            return;
        }

        ILookup<string, JsonElement> body = Body(request) ?? throw new BrokenPropertyException("nothing is done on a garbled body", Encoding.Latin1.GetString(request.Body));
        string contract = body.Find("contract_code").Text() ?? "";
        foreach (SandboxOrder order in before.Where(order => changed.Contains(order.OrderId)))
        {
            bool isMeant = request.Path switch
            {
                "/v5/trade/cancel_order" => order.ContractCode == contract && IsNamed(body, order),
                "/v5/trade/cancel_batch_orders" => order.ContractCode == contract && IsListed(body, order),
                "/v5/trade/cancel_all_orders" => (contract.Length == 0 || order.ContractCode == contract) && (body.Find("side").Text() ?? order.Side) == order.Side && (body.Find("position_side").Text() ?? order.PositionSide) == order.PositionSide,
                _ => false,
            };
            Property.Require(isMeant, "nothing happens to an order that is not named", () => $"{request.Path} {order.OrderId}");
        }

        int added = account.Orders.Count - before.Count;
        Property.Require(added == 0 || (added == 1 && changed.Length == 1 && request.Path == "/v5/trade/order"), "an order is placed only where one is asked for", () => $"{added}");
        Property.Require(account.AutoCancelAt is null || (request.Path == "/v5/trade/cancel-after" && body.Find("on_off").Text() == "1"), "the switch is set only where that is asked for", () => request.Path);
    }

    /// <summary>The members of the body; null where it is garbled.</summary>
    private static ILookup<string, JsonElement>? Body(RequestInput request)
    {
        try
        {
            JsonElement root = StrictJson.Parse(request.Body);
            bool isJson = request.Header("Content-Type")?.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase) == true;
            return isJson && root.ValueKind == JsonValueKind.Object ? StrictJson.Members(root, s_single) : null;
        }
        catch (UnreadableException)
        {
            return null;
        }
    }

    private static bool IsNamed(ILookup<string, JsonElement> body, SandboxOrder order) =>
        string.IsNullOrEmpty(body.Find("order_id").Text()) ? body.Find("client_order_id").Id() == order.ClientOrderId : body.Find("order_id").Id() == order.OrderId;

    private static bool IsListed(ILookup<string, JsonElement> body, SandboxOrder order)
    {
        IEnumerable<string?> Ids(string name) => body.Find(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(id => ((JsonElement?)id).Id()) : [];
        return Ids("order_id").Contains(order.OrderId) || Ids("client_order_id").Contains(order.ClientOrderId);
    }

    /// <summary>What has been taken into the book can be shown.</summary>
    private static void CheckLists(SandboxExchange exchange)
    {
        const string Query = $"AccessKeyId={TestKeys.AccessKey}&SignatureMethod=HmacSHA256&SignatureVersion=2&Timestamp=2026-09-18T07%3A21%3A32";
        foreach (string list in new[] { "/v5/algo/order/opens?limit=100&type=tpsl&", "/v5/algo/order/history?limit=100&type=sl&", "/v5/trade/order/opens?limit=100&", "/v5/trade/order/history?contract_code=ETH-USDT&margin_mode=cross&limit=100&" })
        {
            RequestInput request = Sign(RequestInput.Parse(Encoding.Latin1.GetBytes($"GET {list}{Query}\nHost: api.hbdm.com\n\n")));
            SandboxReply reply = exchange.HandleAsync(request.ToRequest(), default).GetAwaiter().GetResult();
            EnvelopeOracle? answer = EnvelopeOracle.Read(reply.Body.Span);
            Property.Require(answer?.Code == 200 && (list.StartsWith("/v5/algo", StringComparison.Ordinal) || OrderOracle.Read(answer.Data) is not null), "what is in the book can be listed", () => $"{list}: code {answer?.Code}");
        }
    }

    private static RequestInput Sign(RequestInput request)
    {
        QueryString query = QueryString.Parse(request.Query);
        string host = request.Header("Host") ?? "";
        int port = host.LastIndexOf(':');
        host = (port > host.LastIndexOf(']') ? host[..port] : host).ToLowerInvariant();
        byte[] mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(TestKeys.SecretKey), Encoding.UTF8.GetBytes($"{request.Method}\n{host}\n{request.Path}\n{query.Canonical()}"));

        // In front: where one is there already, the first is the one that counts.
        return request with { Query = $"Signature={Uri.EscapeDataString(Convert.ToBase64String(mac))}&{request.Query}" };
    }

    private static void AddOrders(SandboxAccount account)
    {
        account.AddOrder(new SandboxOrderTemplate { ContractCode = "ETH-USDT", ClientOrderId = "577000000000000001", PositionSide = "long" });
        account.AddOrder(new SandboxOrderTemplate { ContractCode = "ETH-USDT", Side = "sell", MarginMode = "isolated", Volume = 3, FilledVolume = 1 });
        account.AddOrder(new SandboxOrderTemplate { ContractCode = "BTC-USDT", ClientOrderId = "577000000000000002" });
        AlgoChanges.Plant(account);
    }
}
