using System.Net.WebSockets;
using System.Text.Json;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange.Sockets;

/// <summary>The sandbox's socket as such: what was recorded of the real one's words and shapes (desk facts 6).</summary>
public sealed class SocketProtocolTests : IDisposable
{
    /// <summary>A push of a cancelled order, recorded in September 2026 (desk facts 6.3).</summary>
    private const string RecordedPush =
        """{"op":"notify","topic":"orders","contract_code":"ETH-USDT","ts":1789714992228,"uid":"500000001","data":{"side":"buy","type":"limit","price":"1000","volume":"1","state":"canceled","profit":"0","contract_code":"ETH-USDT","position_side":"long","price_match":null,"order_id":"1560000000000000040","client_order_id":"577000000000000040","margin_mode":"cross","lever_rate":1,"order_source":"api","reduce_only":false,"time_in_force":"gtc","trade_avg_price":"0","trade_volume":"0","trade_turnover":"0","fee_currency":null,"fee":"0","tp_trigger_price":"","tp_order_price":"","tp_type":"","tp_trigger_price_type":"","sl_trigger_price":"","sl_order_price":"","sl_type":"","sl_trigger_price_type":"","contract_type":"swap","cancel_reason":"Limit order cancelation by the client","created_time":"1789712526327","updated_time":"1789714992222","self_match_prevent":"cancel_taker","amend_origin_volume":"","amend_source":"","amend_result":"","cancel_volume":"1"}}""";

    private readonly VirtualSandbox _sandbox = VirtualSandbox.Remote();
    private readonly RawSocket _socket;

    public SocketProtocolTests() => _socket = RawSocket.Open(_sandbox);

    public void Dispose()
    {
        _socket.Dispose();
        _sandbox.Handler.Dispose();
    }

    [Fact]
    public void A_push_has_the_members_types_and_order_that_were_recorded()
    {
        JsonElement push = _sandbox.Time.Run(async () =>
        {
            await _socket.BeginAsync().ConfigureAwait(false);
            SandboxOrder order = _sandbox.Account.AddOrder(new SandboxOrderTemplate { ContractCode = "ETH-USDT", Volume = 1, Price = 1000, ClientOrderId = "577000000000000040", Leverage = 1 });
            await _socket.ReadAsync().ConfigureAwait(false);
            using var client = new HttpMessageInvoker(_sandbox.Handler, disposeHandler: false);
            _sandbox.Account.Cancel(order.OrderId);
            return await _socket.ReadAsync().ConfigureAwait(false);
        });
        using var recorded = JsonDocument.Parse(RecordedPush);
        Assert.Equal(Shape(recorded.RootElement), Shape(push));
        Assert.Equal(_sandbox.Account.Uid, push.GetProperty("uid").GetString());
        Assert.Equal("canceled", push.GetProperty("data").GetProperty("state").GetString());
    }

    [Fact]
    public void What_a_cancel_does_is_told_when_it_takes_effect_and_not_before()
    {
        SandboxOrder order = _sandbox.AddOrder();
        using Desk desk = _sandbox.Open();
        _sandbox.Time.Run(() => _socket.BeginAsync());
        TimeSpan began = _sandbox.Time.Elapsed;
        _sandbox.Time.Run(async () =>
        {
            Task<HtxCancelResult> cancel = desk.Client.Orders.CancelAsync(VirtualSandbox.Reference(order));
            JsonElement push = await _socket.ReadPastPingsAsync().ConfigureAwait(false);
            Assert.Equal("canceled", push.GetProperty("data").GetProperty("state").GetString());

            // There in 20 ms, it takes effect 20 ms later, and is told in 20 ms.
            Assert.Equal(60, (_sandbox.Time.Elapsed - began).TotalMilliseconds);
            await cancel.ConfigureAwait(false);
        });
    }

    [Fact]
    public void Every_change_of_an_order_is_told_once()
    {
        string[] told = _sandbox.Time.Run(async () =>
        {
            await _socket.BeginAsync().ConfigureAwait(false);
            SandboxOrder order = _sandbox.AddOrder(volume: 3);
            _sandbox.Account.Fill(order.OrderId, 1);
            _sandbox.Account.Fill(order.OrderId, 2);
            SandboxOrder other = _sandbox.AddOrder(volume: 3);
            _sandbox.Account.Fill(other.OrderId, 1);
            _sandbox.Account.Cancel(other.OrderId);
            var states = new List<string>();
            for (int i = 0; i < 6; i++)
            {
                JsonElement data = (await _socket.ReadPastPingsAsync().ConfigureAwait(false)).GetProperty("data");
                states.Add($"{data.GetProperty("state").GetString()} {data.GetProperty("trade_volume").GetString()}");
            }

            return states.ToArray();
        });
        Assert.Equal(["new 0", "partially_filled 1", "filled 3", "new 0", "partially_filled 1", "partially_canceled 1"], told);
        Assert.Equal(6, _sandbox.Exchange.Counters.Pushes);
    }

    [Fact]
    public void Who_has_not_signed_in_gets_nothing()
    {
        JsonElement answer = _sandbox.Time.Run(async () =>
        {
            await _socket.SendAsync(new { op = "sub", cid = "c1", topic = "orders", contract_code = "*" }).ConfigureAwait(false);
            return await _socket.ReadAsync().ConfigureAwait(false);
        });
        Assert.Equal(2002, answer.GetProperty("err-code").GetInt32());
        _sandbox.AddOrder();
        Assert.Equal(0, _sandbox.Exchange.Counters.Pushes);
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("host")]
    [InlineData("escaped")]
    [InlineData("stale")]
    [InlineData("type")]
    public void A_sign_in_that_is_not_right_is_refused_and_the_socket_closed(string wrong)
    {
        Dictionary<string, string> signIn = RawSocket.SignIn(
            _sandbox.Time.GetUtcNow() - (wrong == "stale" ? TimeSpan.FromMinutes(6) : TimeSpan.Zero),
            wrong == "host" ? "api.hbdm.vn" : "api.hbdm.com",
            wrong == "secret" ? "other" : TestKeys.SecretKey);
        signIn["Signature"] = wrong == "escaped" ? Uri.EscapeDataString(signIn["Signature"]) : signIn["Signature"];
        signIn["type"] = wrong == "type" ? "ticket" : "api";
        JsonElement[] told = Told(signIn);
        Assert.Equal(2003, told[0].GetProperty("err-code").GetInt32());
        Assert.Equal("close", told[1].GetProperty("op").GetString());
        Assert.Equal(JsonValueKind.Undefined, told[2].ValueKind);
        Assert.Equal(WebSocketState.CloseReceived, _socket.Socket.State);
    }

    [Fact]
    public void A_wrong_address_and_too_many_sockets_are_refused_each_in_its_words()
    {
        _sandbox.Account.AddressAllowed = false;
        Assert.Contains("IP", Told(RawSocket.SignIn(_sandbox.Time.GetUtcNow()))[0].GetProperty("err-msg").GetString(), StringComparison.Ordinal);

        _sandbox.Account.AddressAllowed = true;
        _sandbox.Exchange.Options.MostSockets = 1;
        using RawSocket first = RawSocket.Open(_sandbox);
        _sandbox.Time.Run(() => first.BeginAsync());
        using RawSocket second = RawSocket.Open(_sandbox);
        JsonElement refusal = _sandbox.Time.Run(async () =>
        {
            await second.SendAsync(RawSocket.SignIn(_sandbox.Time.GetUtcNow())).ConfigureAwait(false);
            return await second.ReadPastPingsAsync().ConfigureAwait(false);
        });
        Assert.Equal(2030, refusal.GetProperty("err-code").GetInt32());
    }

    [Fact]
    public void A_subscription_is_answered_by_what_is_wrong_with_it()
    {
        int[] codes = _sandbox.Time.Run(async () =>
        {
            await _socket.BeginAsync().ConfigureAwait(false);
            var answers = new List<int>();
            foreach (object message in (object[])[
                new { op = "sub", cid = "c2", topic = "orders", contract_code = "*" },
                new { op = "sub", cid = "c3", topic = "weather", contract_code = "*" },
                new { op = "unsub", cid = "c4", topic = "orders", contract_code = "BTC-USDT" },
                new { op = "unsub", cid = "c5", topic = "orders", contract_code = "*" },
                new { op = "dance" },
            ])
            {
                await _socket.SendAsync(message).ConfigureAwait(false);
                answers.Add((await _socket.ReadAsync().ConfigureAwait(false)).GetProperty("err-code").GetInt32());
            }

            return answers.ToArray();
        });
        Assert.Equal([2014, 2010, 2012, 0, 2001], codes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_pings_every_five_seconds_and_closes_after_five_that_nobody_answered(bool asNumber)
    {
        _sandbox.Exchange.Options.PingAsNumber = asNumber;
        _sandbox.Time.Run(async () =>
        {
            await _socket.BeginAsync().ConfigureAwait(false);
            for (int answered = 0; answered < 7; answered++)
            {
                JsonElement ping = await _socket.ReadAsync().ConfigureAwait(false);
                Assert.Equal("ping", ping.GetProperty("op").GetString());
                Assert.Equal(asNumber ? JsonValueKind.Number : JsonValueKind.String, ping.GetProperty("ts").ValueKind);
                await _socket.SendAsync(new { op = "pong", ts = ping.GetProperty("ts").ToString() }).ConfigureAwait(false);
            }

            var words = new List<string?>();
            while (await _socket.ReadAsync().ConfigureAwait(false) is { ValueKind: JsonValueKind.Object } message)
            {
                words.Add(message.GetProperty("op").GetString());
            }

            Assert.Equal(["ping", "ping", "ping", "ping", "ping", "close"], words);
        });
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, _socket.Socket.CloseStatus);
    }

    [Fact]
    public void A_pong_that_echoes_no_ping_is_told_so()
    {
        JsonElement answer = _sandbox.Time.Run(async () =>
        {
            await _socket.SendAsync(new { op = "pong", ts = "1" }).ConfigureAwait(false);
            return await _socket.ReadAsync().ConfigureAwait(false);
        });
        Assert.Equal(("pong", 2011), (answer.GetProperty("op").GetString(), answer.GetProperty("err-code").GetInt32()));
    }

    [Fact]
    public void In_maintenance_none_is_opened_and_those_that_are_open_are_closed()
    {
        _sandbox.Exchange.InMaintenance = true;
        HttpRequestException refused = Assert.Throws<HttpRequestException>(() => RawSocket.Open(_sandbox));
        Assert.Equal(503, (int)refused.StatusCode!);
        JsonElement word = _sandbox.Time.Run(() => _socket.ReadAsync());
        Assert.Equal("close", word.GetProperty("op").GetString());
    }

    [Fact]
    public void Where_there_is_no_socket_asking_for_one_is_not_found()
    {
        Assert.Equal(404, (int)Assert.Throws<HttpRequestException>(() => RawSocket.Open(_sandbox, new Uri("wss://api.hbdm.com/ws"))).StatusCode!);
        _sandbox.Exchange.Options.HasSocket = false;
        Assert.Equal(404, (int)Assert.Throws<HttpRequestException>(() => RawSocket.Open(_sandbox)).StatusCode!);
    }

    [Fact]
    public void Who_leaves_is_forgotten_with_all_timers()
    {
        _sandbox.Time.Run(() => _socket.BeginAsync());
        Assert.Equal(1, _sandbox.Exchange.Counters.OpenSockets);
        _socket.Dispose();
        Assert.Equal((0, 1), (_sandbox.Exchange.Counters.OpenSockets, _sandbox.Exchange.Counters.Sockets));
        Assert.Throws<InvalidOperationException>(() => _sandbox.Time.Run(() => new TaskCompletionSource().Task)); // nothing is left that would ever ring
    }

    private JsonElement[] Told(object signIn) => _sandbox.Time.Run(async () =>
    {
        await _socket.SendAsync(signIn).ConfigureAwait(false);
        return new[] { await _socket.ReadAsync().ConfigureAwait(false), await _socket.ReadAsync().ConfigureAwait(false), await _socket.ReadAsync().ConfigureAwait(false) };
    });

    private static string[] Shape(JsonElement json) =>
        [.. json.EnumerateObject().SelectMany(member => member.Value.ValueKind == JsonValueKind.Object ? Shape(member.Value).Select(inner => $"{member.Name}.{inner}") : [$"{member.Name}: {member.Value.ValueKind}"])];
}
