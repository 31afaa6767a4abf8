using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange.Algo;

/// <summary>Algo orders rest outside the book: what stops orders does not stop them (desk facts 1.6, 9.2).</summary>
public sealed class AlgoApartTests
{
    private readonly AlgoDesk _desk = new();

    public AlgoApartTests()
    {
        _desk.Sandbox.AddOrder("TEST-USDT");
        foreach (SandboxAlgoType type in Enum.GetValues<SandboxAlgoType>())
        {
            _desk.Add(type);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Cancelling_all_orders_leaves_them_unless_switched(bool takes)
    {
        _desk.Options.CancelAllTakesAlgoOrders = takes;
        Assert.Single(_desk.Sandbox.Ask("/v5/trade/cancel_all_orders", body: """{"contract_code":"TEST-USDT"}""").Rows());
        AssertActive(takes ? 0 : 5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_dead_mans_switch_leaves_them_unless_switched(bool takes)
    {
        _desk.Options.CancelAllTakesAlgoOrders = takes;
        Assert.Equal(200, _desk.Sandbox.Ask("/v5/trade/cancel-after", body: """{"on_off":"1","time_out":"5000"}""").Code());
        _desk.Pass(5000);
        AssertActive(takes ? 0 : 5);
    }

    [Fact]
    public void What_falls_due_in_both_books_happens_in_the_order_in_which_it_does()
    {
        _desk.Options.CancelAllTakesAlgoOrders = true;
        _desk.Sandbox.Ask("/v5/trade/cancel-after", body: """{"on_off":"1","time_out":"5000"}""");
        _desk.Pass(4970);
        _desk.Sandbox.Ask("/v5/trade/cancel_order", body: $$"""{"contract_code":"TEST-USDT","order_id":"{{_desk.Account.Orders[0].OrderId}}"}""");
        _desk.Pass(15);
        _desk.Options.FillWhileCancelingRate = 1;
        SandboxAlgoOrder algo = _desk.Account.AlgoOrders[0];
        _desk.CancelCode(algo.AlgoId);

        // The order ends at 4990, the switch goes off at 5000, the algo order would fire at 5005; all are seen at once.
        _desk.Pass(1000);
        Assert.Equal(SandboxAlgoState.Canceled, _desk.Now(algo).State);
        Assert.Single(_desk.Account.Orders);
    }

    [Fact]
    public void They_are_in_no_listing_of_orders_and_in_no_count()
    {
        Assert.Single(_desk.Sandbox.Ask("/v5/trade/order/opens").Rows());
        Assert.Single(_desk.Account.Orders);
        Assert.Equal(1, _desk.Account.OpenOrderCount);
    }

    private void AssertActive(int count)
    {
        _desk.Pass(20);
        Assert.Equal(0, _desk.Account.OpenOrderCount);
        Assert.Equal(count, _desk.Account.AlgoOrders.Count(algo => algo.State == SandboxAlgoState.Active));
    }
}
