using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Orders.Stopping;

/// <summary>What becomes of an order, as the sandbox's book has it.</summary>
public sealed class CancelOutcomeTests
{
    private readonly VirtualSandbox _sandbox = new();

    [Theory]
    [InlineData("cross")]
    [InlineData("isolated")]
    public void An_open_order_is_accepted_for_cancelling(string marginMode)
    {
        SandboxOrder order = _sandbox.AddOrder(marginMode: marginMode, clientOrderId: "577000000000000001");
        using Desk desk = _sandbox.Open();

        HtxCancelResult result = desk.Cancel(VirtualSandbox.Reference(order));
        Assert.Equal(CancelOutcome.Accepted, result.Outcome);
        Assert.Equal(("BTC-USDT", order.OrderId, order.ClientOrderId), (result.ContractCode, result.OrderId, result.ClientOrderId));
        Assert.Equal((200, 1), (result.Code, result.Attempts));
        Assert.Equal(_sandbox.Exchange.Now, result.ExchangeTime);
        Assert.Null(result.Failure);

        _sandbox.Time.Advance(TimeSpan.FromMilliseconds(20));
        Assert.Equal(SandboxOrderState.Canceled, _sandbox.Account.FindOrder(order.OrderId)!.State);
        Assert.Equal(0, _sandbox.Exchange.Counters.RequestsTo(Paths.Order));
    }

    [Fact]
    public void By_its_client_id_an_order_is_accepted_too()
    {
        SandboxOrder order = _sandbox.AddOrder(clientOrderId: "577000000000000001");
        using Desk desk = _sandbox.Open();

        HtxCancelResult result = desk.Cancel(OrderReference.Create("BTC-USDT", null, "577000000000000001"));
        Assert.Equal(CancelOutcome.Accepted, result.Outcome);
        Assert.Equal("577000000000000001", result.ClientOrderId);
        _sandbox.Time.Advance(TimeSpan.FromMilliseconds(20));
        Assert.Equal(SandboxOrderState.Canceled, _sandbox.Account.FindOrder(order.OrderId)!.State);
    }

    [Fact]
    public void A_second_cancel_is_pending_until_the_first_takes_effect()
    {
        OrderReference order = VirtualSandbox.Reference(_sandbox.AddOrder());
        using Desk desk = _sandbox.Open();
        desk.Cancel(order);

        HtxCancelResult second = desk.Cancel(order);
        Assert.Equal((CancelOutcome.Pending, 1062), (second.Outcome, second.Code));
        _sandbox.Time.Advance(TimeSpan.FromMilliseconds(20));

        HtxCancelResult third = desk.Cancel(order);
        Assert.Equal((CancelOutcome.AlreadyCanceled, 1071), (third.Outcome, third.Code));
        Assert.Null(second.Failure);
        Assert.Null(third.Failure);
    }

    [Fact]
    public void An_executed_order_is_filled()
    {
        SandboxOrder order = _sandbox.AddOrder();
        _sandbox.Account.Fill(order.OrderId, 1);
        using Desk desk = _sandbox.Open();

        HtxCancelResult result = desk.Cancel(VirtualSandbox.Reference(order));
        Assert.Equal((CancelOutcome.Filled, 1063), (result.Outcome, result.Code));
        Assert.Null(result.Failure);
    }

    [Theory]
    [InlineData(1061, 1061)]
    [InlineData(1017, 1017)]
    [InlineData(1061, 1048)]
    public void An_order_unknown_as_cross_and_as_isolated_is_not_found(int cancelCode, int queryCode)
    {
        _sandbox.Exchange.Options.UnknownOrderCode = cancelCode;
        _sandbox.Exchange.Options.OrderNotFoundOnQueryCode = queryCode;
        using Desk desk = _sandbox.Open();

        HtxCancelResult result = desk.CancelRecorded();
        Assert.Equal((CancelOutcome.NotFound, cancelCode), (result.Outcome, result.Code));
        Assert.Equal(HtxErrorKind.OrderNotFound, result.Failure!.Kind);
        Assert.Equal(2, _sandbox.Exchange.Counters.RequestsTo(Paths.Order));
        Assert.False(result.Failure.EndsRun);
    }

    [Fact]
    public void An_order_of_another_contract_is_not_found_and_stays_open()
    {
        SandboxOrder order = _sandbox.AddOrder("BTC-USDT");
        using Desk desk = _sandbox.Open();

        Assert.Equal(CancelOutcome.NotFound, desk.Cancel(OrderReference.Create("ETH-USDT", order.OrderId)).Outcome);
        Assert.Equal(1, _sandbox.Account.OpenOrderCount);
    }

    [Theory]
    [InlineData(AuthenticationFailureShape.Code401, false)]
    [InlineData(AuthenticationFailureShape.V5Envelope, false)]
    [InlineData(AuthenticationFailureShape.Http403Legacy, false)]
    [InlineData(AuthenticationFailureShape.Http403Legacy, true)]
    [InlineData(AuthenticationFailureShape.Http403V5, false)]
    public void A_key_that_is_no_longer_good_ends_the_run_in_every_shape(AuthenticationFailureShape shape, bool hyphens)
    {
        _sandbox.Exchange.Options.AuthenticationFailureShape = shape;
        _sandbox.Exchange.Options.HyphenatedErrorMembers = hyphens;
        OrderReference order = VirtualSandbox.Reference(_sandbox.AddOrder());
        using Desk desk = _sandbox.Open();

        _sandbox.Account.Locked = true;
        HtxCancelResult result = desk.Cancel(order);
        Assert.Equal((CancelOutcome.Rejected, 1), (result.Outcome, result.Attempts));
        Assert.Equal(HtxErrorKind.AuthenticationFailed, result.Failure!.Kind);
        Assert.True(result.Failure.EndsRun);

        _sandbox.Account.Locked = false;
        _sandbox.Account.AddressAllowed = false;
        Assert.Equal(HtxErrorKind.AuthenticationFailed, desk.Cancel(order).Failure!.Kind);
        Assert.Equal(1, _sandbox.Account.OpenOrderCount);
    }

    [Fact]
    public void Without_trade_permission_the_order_is_rejected()
    {
        OrderReference order = VirtualSandbox.Reference(_sandbox.AddOrder());
        using Desk desk = _sandbox.Open();
        _sandbox.Account.CanTrade = false;

        HtxCancelResult result = desk.Cancel(order);
        Assert.Equal((CancelOutcome.Rejected, 1205, 1), (result.Outcome, result.Code, result.Attempts));
        Assert.Equal(HtxErrorKind.PermissionDenied, result.Failure!.Kind);
        Assert.False(result.Failure.EndsRun);
    }

    [Fact]
    public void A_contract_that_the_exchange_does_not_know_is_rejected()
    {
        using Desk desk = _sandbox.Open();
        HtxCancelResult result = desk.Cancel(OrderReference.Create("BTC-USDT-269999", "1"));
        Assert.Equal((CancelOutcome.Rejected, HtxErrorKind.InvalidParameter), (result.Outcome, result.Failure!.Kind));
    }

    [Fact]
    public void In_maintenance_the_order_is_rejected_and_the_run_ends()
    {
        OrderReference order = VirtualSandbox.Reference(_sandbox.AddOrder());
        using Desk desk = _sandbox.Open();
        _sandbox.Exchange.InMaintenance = true;

        HtxCancelResult result = desk.Cancel(order);
        Assert.Equal((CancelOutcome.Rejected, HtxErrorKind.Unavailable), (result.Outcome, result.Failure!.Kind));
        Assert.True(result.Failure.EndsRun);
        Assert.Equal(1, result.Attempts);
    }

    [Fact]
    public void A_closed_client_sends_nothing()
    {
        OrderReference order = VirtualSandbox.Reference(_sandbox.AddOrder());
        using Desk desk = _sandbox.Open();
        int before = _sandbox.Exchange.Counters.Requests;
        desk.Client.Dispose();

        HtxCancelResult result = desk.Cancel(order);
        Assert.Equal((CancelOutcome.Rejected, HtxErrorKind.NotConnected), (result.Outcome, result.Failure!.Kind));
        Assert.True(desk.Client.IsClosed);
        Assert.Equal(HtxErrorKind.NotConnected, Assert.Throws<HtxException>(() => desk.List()).Kind);
        Assert.Equal(before, _sandbox.Exchange.Counters.Requests);
    }
}
