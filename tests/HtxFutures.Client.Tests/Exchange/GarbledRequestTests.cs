using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange;

/// <summary>The sandbox refuses what is garbled, in a recorded shape, and leaves the orders alone.</summary>
public sealed class GarbledRequestTests
{
    private const string Query = $"AccessKeyId={TestKeys.AccessKey}&SignatureMethod=HmacSHA256&SignatureVersion=2&Timestamp=2026-09-18T07%3A21%3A32";

    private readonly VirtualSandbox _sandbox = new();
    private readonly SandboxOrder _order;

    public GarbledRequestTests() => _order = _sandbox.AddOrder(clientOrderId: "577000000000000001");

    [Theory]
    [InlineData("""{"contract_code":"BTC-USDT","order_id":"ID"}""", 200)]
    [InlineData("""{"contract_code":"BTC-USDT","order_id":ID}""", 200)]
    [InlineData("""{"contract_code":"BTC-USDT","order_id":"1","order_id":"ID"}""", 1030)]
    [InlineData("""{"contract_code":"BTC-USDT","order_id":"ID","order\u005fid":"1"}""", 1030)]
    [InlineData("""{"contract_code":"BTC-USDT","order_id":"ID","x":1,"x":2}""", 1030)]
    [InlineData("""{"contract_code":"BTC-USDT","order_id":"ID","\ud800":1}""", 1030)]
    [InlineData("""{"contract_code":"BTC-USDT","order_id":"ID\u0000"}""", 1067)]
    [InlineData("""{"contract_code":"BTC-USDT","order_id":"0ID"}""", 1067)]
    [InlineData("""{"contract_code":"BTC-USDT\u0000","order_id":"ID"}""", 1014)]
    public void A_cancel_is_taken_only_as_it_is_written(string body, int code)
    {
        Assert.Equal(code, Code(Send("/v5/trade/cancel_order", body.Replace("ID", _order.OrderId, StringComparison.Ordinal))));
        Assert.Equal(code == 200, _sandbox.Account.FindOrder(_order.OrderId)!.IsCanceling);
    }

    [Fact]
    public void A_body_that_is_no_UTF_8_is_refused_wherever_it_is_garbled()
    {
        byte[] body = Encoding.UTF8.GetBytes($$"""{"contract_code":"BTC-USDT","order_id":"{{_order.OrderId}}","note":"?"}""");
        Assert.Equal(200, Code(Send("/v5/trade/cancel_order", body)));
        body[^3] = 0xFF;
        Assert.Equal(1030, Code(Send("/v5/trade/cancel_order", body)));
    }

    [Theory]
    [InlineData("application/json", 200)]
    [InlineData("Application/JSON; charset=utf-8", 200)]
    [InlineData("application/jsonp", 1031)]
    [InlineData("text/plain", 1031)]
    [InlineData(null, 1031)]
    public void A_body_is_read_as_what_it_is_said_to_be(string? contentType, int code) => Assert.Equal(
        code, Code(Send("/v5/trade/cancel_order", Encoding.UTF8.GetBytes($$"""{"contract_code":"BTC-USDT","order_id":"{{_order.OrderId}}"}"""), contentType)));

    [Theory]
    [InlineData("79228162514264337593543950335", 1067)]
    [InlineData("1000000000001", 1067)]
    [InlineData("1000000000000", 200)]
    [InlineData("1\\u0000", 1067)]
    [InlineData("0", 1067)]
    public void A_volume_is_one_that_can_be_reckoned_with(string volume, int code)
    {
        Assert.Equal(code, Code(Send("/v5/trade/order", $$"""{"contract_code":"BTC-USDT","margin_mode":"cross","position_side":"long","side":"buy","type":"market","volume":"{{volume}}"}""")));
        using Desk desk = _sandbox.Open();
        Assert.Single(desk.List());
        foreach (SandboxOrder placed in _sandbox.Account.Orders)
        {
            Assert.NotNull(desk.Find(VirtualSandbox.Reference(placed)));
        }
    }

    private SandboxReply Send(string path, string body) => Send(path, Encoding.UTF8.GetBytes(body));

    private SandboxReply Send(string path, byte[] body, string? contentType = "application/json")
    {
        byte[] mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(TestKeys.SecretKey), Encoding.UTF8.GetBytes($"POST\napi.hbdm.com\n{path}\n{Query}"));
        string signed = $"{Query}&Signature={Uri.EscapeDataString(Convert.ToBase64String(mac))}";
        return _sandbox.Exchange.HandleAsync(new SandboxRequest("POST", "api.hbdm.com", path, signed, body, contentType), CancellationToken.None).GetAwaiter().GetResult();
    }

    private static int Code(SandboxReply reply) => JsonDocument.Parse(reply.Body).RootElement.GetProperty("code").GetInt32();
}
