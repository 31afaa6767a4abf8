using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Orders;

/// <summary>Single orders, finished ones too: cross first, then isolated (facts 2.7).</summary>
public sealed class OrderLookupTests
{
    private readonly VirtualSandbox _sandbox = new();

    [Theory]
    [InlineData("cross", 1)]
    [InlineData("isolated", 2)]
    public void An_order_is_found_in_either_margin_mode(string marginMode, int requests)
    {
        SandboxOrder order = _sandbox.AddOrder(marginMode: marginMode, clientOrderId: "577000000000000001");
        using Desk desk = _sandbox.Open();

        Assert.Equal(order.OrderId, desk.Find(VirtualSandbox.Reference(order))!.OrderId);
        Assert.Equal(requests, _sandbox.Exchange.Counters.RequestsTo(Paths.Order));
        Assert.Equal(order.OrderId, desk.Find(OrderReference.Create("BTC-USDT", null, "577000000000000001"))!.OrderId);
    }

    [Fact]
    public void A_finished_order_is_found_with_its_end()
    {
        SandboxOrder order = _sandbox.AddOrder(volume: 5);
        _sandbox.Account.Fill(order.OrderId, 2);
        using Desk desk = _sandbox.Open();
        desk.Cancel(VirtualSandbox.Reference(order));
        desk.Time.Advance(TimeSpan.FromMilliseconds(20));

        HtxOrder found = desk.Find(VirtualSandbox.Reference(order))!;
        Assert.Equal((OrderState.PartiallyCanceled, 5m, 2m), (found.State, found.Volume, found.FilledVolume));
        Assert.Equal("Limit order cancelation by the client", found.CancelReason);
        Assert.True(found.IsFinal);
    }

    [Theory]
    [InlineData(1061)]
    [InlineData(1017)]
    [InlineData(1048)]
    public void An_unknown_order_is_nothing(int code)
    {
        _sandbox.Exchange.Options.OrderNotFoundOnQueryCode = code;
        using Desk desk = _sandbox.Open();
        Assert.Null(desk.Find(OrderReference.Create("BTC-USDT", "1")));
    }

    [Fact]
    public void Other_refusals_are_errors()
    {
        using Desk desk = _sandbox.Open();
        _sandbox.Account.CanRead = false;
        Assert.Equal(HtxErrorKind.PermissionDenied, Assert.Throws<HtxException>(() => desk.Find(OrderReference.Create("BTC-USDT", "1"))).Kind);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    public void Success_without_an_order_is_nothing(string data)
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        exchange.Always(Paths.Order, Replies.Data(data));
        Assert.Null(desk.Find(OrderReference.Create("BTC-USDT", "1")));
    }

    [Fact]
    public void An_order_in_two_states_is_an_unexpected_response()
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        OrderReference byOrderId = OrderReference.Create(Recorded.ContractCode, Recorded.OrderId);
        OrderReference byClientOrderId = OrderReference.Create(Recorded.ContractCode, null, Recorded.ClientOrderId);

        // The second with another exchange id: a client's id can be given again once its order has ended.
        string earlier = Recorded.OrderIn("canceled").Replace(Recorded.OrderId, "1550000000000000000", StringComparison.Ordinal);
        exchange.Always(Paths.Order, Replies.Data($"[{Recorded.OrderIn("canceled")},{Recorded.OpenOrder}]"));
        Assert.Equal(HtxErrorKind.UnexpectedResponse, Assert.Throws<HtxException>(() => desk.Find(byOrderId)).Kind);
        exchange.Always(Paths.Order, Replies.Data($"[{earlier},{Recorded.OpenOrder}]"));
        Assert.Equal(HtxErrorKind.UnexpectedResponse, Assert.Throws<HtxException>(() => desk.Find(byClientOrderId)).Kind);

        exchange.Answer(Paths.Order, Replies.Data($"[{Recorded.OpenOrder},{Recorded.OpenOrder}]"));
        Assert.Equal(OrderState.New, desk.Find(byOrderId)!.State);
    }

    [Fact]
    public void A_clients_id_in_another_contract_is_another_order()
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        exchange.Always(Paths.Order, Replies.Data(Recorded.OpenOrder));
        Assert.Equal(HtxErrorKind.UnexpectedResponse, Assert.Throws<HtxException>(() => desk.Find(OrderReference.Create("BTC-USDT", null, Recorded.ClientOrderId))).Kind);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("\"text\"")]
    [InlineData("""{"order_id":"1","contract_code":"BTC-USDT","side":"\ud800"}""")]
    public void An_unreadable_order_is_an_unexpected_response(string data)
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        exchange.Always(Paths.Order, Replies.Data(data)).Always(Paths.CancelOrder, Replies.Code(1061));

        OrderReference order = OrderReference.Create("BTC-USDT", "1");
        Assert.Equal(HtxErrorKind.UnexpectedResponse, Assert.Throws<HtxException>(() => desk.Find(order)).Kind);
        Assert.Equal(CancelOutcome.Unknown, desk.Cancel(order).Outcome);
    }
}
