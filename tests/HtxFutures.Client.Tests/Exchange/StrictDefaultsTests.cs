using System.Text.Json;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange;

/// <summary>By default the sandbox plays the strictest reading of what is not sure (desk facts 0.1, 9.2); each can be switched to the other one.</summary>
public sealed class StrictDefaultsTests
{
    private const string Opens = "/v5/trade/order/opens";
    private const string History = "/v5/trade/order/history";

    private readonly VirtualSandbox _sandbox = new();

    private SandboxOptions Options => _sandbox.Exchange.Options;

    [Fact]
    public void A_page_is_shorter_than_was_asked_for()
    {
        _sandbox.Account.AddSampleOrders(120);
        Assert.Equal(50, Rows(Opens, "limit=100").Length);
        Options.LargestPage = 100;
        Assert.Equal(100, Rows(Opens, "limit=100").Length);
        Assert.Equal(10, Rows(Opens, "").Length);
    }

    [Theory]
    [InlineData(Opens, "from=0")]
    [InlineData(Opens, "direct=next&from=0")]
    [InlineData(History, "contract_code=BTC-USDT&direct=prev&from=0&margin_mode=cross")]
    public void A_cursor_of_zero_is_refused_and_named_in_the_arguments(string path, string query)
    {
        JsonElement answer = Ask(path, query);
        Assert.Equal(1067, answer.GetProperty("code").GetInt32());
        Assert.Equal("""[["from"]]""", answer.GetProperty("args").GetRawText());
        Options.FieldInArgs = false;
        Assert.Equal(JsonValueKind.Null, Ask(path, query).GetProperty("args").ValueKind);
        Options.RefuseFromZero = false;
        Assert.Equal(200, Ask(path, query).GetProperty("code").GetInt32());
    }

    [Fact]
    public void Finished_orders_come_newest_first_and_go_on_from_the_last_row()
    {
        string[] ids = [.. Enumerable.Range(0, 5).Select(_ => _sandbox.AddOrder().OrderId)];
        Array.ForEach(ids, id => _sandbox.Account.Cancel(id));
        const string Query = "contract_code=BTC-USDT&limit=2&margin_mode=cross";
        JsonElement[] first = Rows(History, Query);
        Assert.Equal([ids[4], ids[3]], Ids(first));

        string last = first[^1].GetProperty("id").GetString()!;
        string onward = $"contract_code=BTC-USDT&direct=prev&from={last}&limit=2&margin_mode=cross";
        Assert.Equal([ids[2], ids[1]], Ids(Rows(History, onward)));
        Options.DirectionsTurned = true;
        Assert.Equal([ids[4]], Ids(Rows(History, onward)));
        Options.FinishedOldestFirst = true;
        Assert.Equal([ids[0], ids[1]], Ids(Rows(History, Query)));
    }

    [Fact]
    public void The_heartbeat_stands_still()
    {
        Assert.Equal(2019, Stamp().Year);
        Options.HeartbeatStandsStill = false;
        Assert.Equal(_sandbox.Exchange.Now, Stamp());

        DateTimeOffset Stamp() => DateTimeOffset.FromUnixTimeMilliseconds(_sandbox.Handle(new SandboxRequest("GET", "api.hbdm.com", "/heartbeat/", "", default, null)).GetProperty("ts").GetInt64());
    }

    [Fact]
    public void A_refused_address_is_code_401_in_HTTP_200_word_for_word_as_recorded()
    {
        _sandbox.Account.AddressAllowed = false;
        JsonElement answer = Ask(Opens, "");
        Assert.Equal((401, "Incorrect IP address [IP地址错误]"), (answer.GetProperty("code").GetInt32(), answer.GetProperty("message").GetString()));
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").ValueKind);
        Options.AuthenticationFailureShape = AuthenticationFailureShape.V5Envelope;
        Assert.Equal(12005, Ask(Opens, "").GetProperty("code").GetInt32());
    }

    [Fact]
    public void A_client_id_lives_on_for_eight_hours_after_the_end()
    {
        SandboxOrder order = _sandbox.AddOrder(clientOrderId: "577000000000000001");
        _sandbox.Account.Cancel(order.OrderId);
        const string Query = "client_order_id=577000000000000001&contract_code=BTC-USDT&margin_mode=cross";
        const string Body = """{"contract_code":"BTC-USDT","margin_mode":"cross","side":"buy","type":"limit","position_side":"long","price":"1","volume":"1","client_order_id":"577000000000000001"}""";
        Assert.Equal(200, Ask("/v5/trade/order", Query).GetProperty("code").GetInt32());
        Assert.Equal(1050, Ask("/v5/trade/order", body: Body).GetProperty("code").GetInt32());

        _sandbox.Time.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(1));
        Assert.Equal(200, Ask("/v5/trade/order", Query).GetProperty("code").GetInt32());
        _sandbox.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1061, Ask("/v5/trade/order", Query).GetProperty("code").GetInt32());
        Assert.Equal(200, Ask("/v5/trade/order", body: Body).GetProperty("code").GetInt32());

        Options.ClientIdLife = TimeSpan.Zero;
        _sandbox.Account.Cancel(_sandbox.Account.Orders[^1].OrderId);
        Assert.Equal(1061, Ask("/v5/trade/order", Query).GetProperty("code").GetInt32());
    }

    [Fact]
    public void A_contract_that_is_not_listed_is_refused()
    {
        Assert.Equal(1014, Ask(Opens, "contract_code=BTX-USDT").GetProperty("code").GetInt32());
        Assert.Equal(1014, Ask("/v5/trade/cancel_all_orders", body: """{"contract_code":"BTX-USDT"}""").GetProperty("code").GetInt32());
        Assert.Equal(1067, Ask(History, "contract_code=BTX-USDT&margin_mode=cross").GetProperty("code").GetInt32());
        Options.UnknownContractCode = 1332;
        Assert.Equal(1332, Ask(Opens, "contract_code=BTX-USDT").GetProperty("code").GetInt32());

        foreach (string listed in (string[])["BTC-USDT", "BTC-USDT-261225", "1INCH-USDT", "龙虾-USDT"])
        {
            Assert.Equal(200, Ask(Opens, $"contract_code={listed}").GetProperty("code").GetInt32());
        }

        _sandbox.AddOrder("NEW-USDT");
        Assert.Single(Rows(Opens, "contract_code=NEW-USDT"));
        Options.RefuseUnknownContracts = false;
        Assert.Empty(Rows(Opens, "contract_code=BTX-USDT"));
        Assert.Equal(1332, Ask(Opens, "contract_code=btx-usdt").GetProperty("code").GetInt32());
    }

    private static string[] Ids(JsonElement[] rows) => [.. rows.Select(row => row.GetProperty("order_id").GetString()!)];

    private JsonElement[] Rows(string path, string query) => [.. Ask(path, query).GetProperty("data").EnumerateArray()];

    private JsonElement Ask(string path, string query = "", string? body = null) => _sandbox.Ask(path, query, body);
}
