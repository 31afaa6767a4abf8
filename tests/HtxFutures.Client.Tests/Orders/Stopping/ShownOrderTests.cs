using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Orders.Stopping;

/// <summary>A result carries the order that somebody has shown: results come in another sequence than orders go in.</summary>
public sealed class ShownOrderTests
{
    private readonly VirtualSandbox _sandbox = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_one_that_was_handed_in(bool waits)
    {
        using Desk desk = _sandbox.Open();
        for (int i = 0; i < 25; i++)
        {
            _sandbox.AddOrder(i % 2 == 0 ? "BTC-USDT" : "ETH-USDT", volume: i + 1);
        }

        List<HtxOrder> orders = desk.List();
        CancelRun run = desk.Client.Orders.BeginCancelRun(new CancelRunOptions { WaitTimeout = waits ? TimeSpan.FromSeconds(10) : null });
        Assert.All(orders, order => Assert.True(run.TryPost(OrderReference.Create(order.ContractCode, order.OrderId), order)));
        List<HtxCancelResult> results = desk.Drain(run);

        Assert.Equal(25, results.Count);
        Assert.All(results, result =>
        {
            HtxOrder order = orders.Single(order => order.OrderId == result.OrderId);
            Assert.Same(order, result.Order);
            Assert.Equal((order.Side, order.Price, order.Volume), (result.Side, result.Price, result.Volume));
        });
    }

    [Fact]
    public void Else_the_one_that_was_looked_up()
    {
        SandboxOrder order = _sandbox.AddOrder(volume: 7);
        _sandbox.Exchange.Options.UnknownOrderCode = 1061;
        using Desk desk = _sandbox.Open();
        CancelRun run = desk.Client.Orders.BeginCancelRun(new CancelRunOptions { WaitTimeout = TimeSpan.FromSeconds(10) });
        Assert.True(run.TryPost(VirtualSandbox.Reference(order)));

        HtxCancelResult result = Assert.Single(desk.Drain(run));
        Assert.Equal(CancelOutcome.Canceled, result.Outcome);
        Assert.Equal((OrderSide.Buy, 7m), (result.Side, result.Volume));
    }

    [Fact]
    public void Else_none()
    {
        using Desk desk = _sandbox.Open();
        HtxCancelResult taken = desk.Cancel(VirtualSandbox.Reference(_sandbox.AddOrder()));
        Assert.Equal((CancelOutcome.Accepted, null, null, null), (taken.Outcome, taken.Side, taken.Price, taken.Volume));
        Assert.Null(taken.Order);
    }

    [Fact]
    public void Of_a_mass_cancel_the_one_that_was_listed()
    {
        var sandbox = VirtualSandbox.Remote();
        using Desk desk = sandbox.Open();
        sandbox.Account.AddSampleOrders(20);
        MassCancelPlan plan = desk.Plan(MassCancelScope.Account);
        List<HtxCancelResult> results = desk.Clear(plan);
        Assert.Equal(20, results.Count);
        Assert.All(results, result => Assert.Same(plan.Orders.Single(order => order.OrderId == result.OrderId), result.Order));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1.9, 1)]
    [InlineData(12_345, 12_345)]
    public void Its_time_is_told_as_a_plain_number_too(double milliseconds, long expected) =>
        Assert.Equal(expected, new HtxCancelResult { ContractCode = "BTC-USDT", OrderId = "1", ClientOrderId = null, Outcome = CancelOutcome.Accepted, Elapsed = TimeSpan.FromMilliseconds(milliseconds) }.ElapsedMs);
}
