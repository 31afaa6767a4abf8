using System.Text.Json;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Connecting;

/// <summary>Neither the secret nor the whole access key nor a signature is in anything that a user can print.</summary>
public sealed class SecretReachTests
{
    public static TheoryData<HttpRequestError> NetworkErrors => [.. Enum.GetValues<HttpRequestError>()];

    [Fact]
    public void No_public_property_holds_it()
    {
        var sandbox = new VirtualSandbox();
        sandbox.Account.AddSampleOrders(3);
        HtxConnectOptions options = TestConnection.Within(sandbox.Handler, sandbox.Time);
        using Desk desk = sandbox.Open(_ => options);
        List<HtxOrder> orders = desk.List();
        HtxOrder first = orders[0];

        SecretSearch.AssertCleanObject(options);
        SecretSearch.AssertCleanObject(options.Credential);
        SecretSearch.AssertCleanObject(desk.Client);
        SecretSearch.AssertCleanObject(orders);
        SecretSearch.AssertCleanObject(desk.Cancel(OrderReference.Create(first.ContractCode, first.OrderId)));
        SecretSearch.AssertCleanObject(desk.Client.GetRequestBudgets());
    }

    [Fact]
    public void Json_does_not_hold_it()
    {
        var sandbox = new VirtualSandbox();
        sandbox.AddOrder();
        using HtxCredential credential = TestKeys.Credential();
        using Desk desk = sandbox.Open();

        SecretSearch.AssertClean(JsonSerializer.Serialize(credential));
        SecretSearch.AssertClean(JsonSerializer.Serialize(desk.Client));
        SecretSearch.AssertClean(JsonSerializer.Serialize(desk.List()));
    }

    [Theory]
    [MemberData(nameof(NetworkErrors))]
    public void No_network_error_lets_it_out(HttpRequestError error)
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        exchange.Always(Paths.CancelOrder, Replies.Fails(error)).Always(Paths.Order, Replies.Fails(error)).Always(Paths.Opens, Replies.Fails(error));

        HtxCancelResult result = desk.CancelRecorded();
        SecretSearch.AssertCleanObject(result);
        SecretSearch.AssertCleanObject(result.Failure);
        SecretSearch.AssertCleanObject(Assert.Throws<HtxException>(() => desk.List()));
    }

    [Theory]
    [InlineData(AuthenticationFailureShape.Code401)]
    [InlineData(AuthenticationFailureShape.V5Envelope)]
    [InlineData(AuthenticationFailureShape.Http403Legacy)]
    [InlineData(AuthenticationFailureShape.Http403V5)]
    public void No_refusal_lets_it_out(AuthenticationFailureShape shape)
    {
        var sandbox = new VirtualSandbox(new SandboxOptions { AuthenticationFailureShape = shape });
        HtxException failure = Assert.Throws<HtxException>(() => sandbox.Open(options => options with { Credential = TestKeys.Credential(secretKey: TestKeys.SecretKey + "x") }));
        SecretSearch.AssertCleanObject(failure);
    }

    [Theory]
    [InlineData("The access key a1b2c3d4-e5f60718-example1-9abcd is not known.", "The access key a1b2****abcd is not known.")]
    [InlineData("A1B2C3D4-E5F60718-EXAMPLE1-9ABCD", "a1b2****abcd")]
    public void An_access_key_in_the_words_of_the_exchange_is_masked(string said, string shown)
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        exchange.Answer(Paths.CancelOrder, Replies.Code(12007, said));

        HtxCancelResult result = desk.CancelRecorded();
        Assert.Contains(shown, result.Message, StringComparison.Ordinal);
        SecretSearch.AssertCleanObject(result);
        SecretSearch.AssertCleanObject(result.Failure);
    }

    [Fact]
    public void An_access_key_in_what_the_exchange_says_of_an_order_is_masked()
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        exchange.Answer(Paths.Opens, Replies.Data($"[{Recorded.OpenOrder.Replace("\"api\"", $"\"key {TestKeys.AccessKey}\"", StringComparison.Ordinal)}]"));
        Assert.Equal($"key {TestKeys.MaskedAccessKey}", Assert.Single(desk.List()).Source);

        exchange.Always("/v5/trade/cancel_batch_orders", Replies.Data(
            $$"""[{"code":987654,"message":"key {{TestKeys.AccessKey}}","order_id":"1"},{"code":987654,"message":"x","order_id":"2"}]"""));
        List<HtxCancelResult> results = desk.Stop([OrderReference.Create("BTC-USDT", "1"), OrderReference.Create("BTC-USDT", "2")]);
        Assert.Contains(results, result => result.Message!.Contains(TestKeys.MaskedAccessKey, StringComparison.Ordinal));
        Assert.All(results, result => SecretSearch.AssertCleanObject(result.Failure));
    }

    [Theory]
    [InlineData("15500000000")]
    [InlineData("1550000000000")]
    [InlineData("new")]
    public void A_key_that_could_be_a_part_of_the_answer_takes_nothing_out_of_it(string key)
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open(options => options with { Credential = TestKeys.Credential(key) });
        exchange.Answer(Paths.Opens, Replies.Data($"[{Recorded.OpenOrder}]"));
        HtxOrder order = Assert.Single(desk.List());
        Assert.Equal((Recorded.OrderId, OrderState.New), (order.OrderId, order.State));
    }

    [Fact]
    public void An_access_key_is_masked_also_where_a_long_text_is_cut_in_its_middle()
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        exchange.Answer(Paths.CancelOrder, Replies.Code(12007, new string('x', 180) + TestKeys.AccessKey));

        Assert.DoesNotContain(TestKeys.AccessKey[..12], desk.CancelRecorded().Message, StringComparison.OrdinalIgnoreCase);
    }
}
