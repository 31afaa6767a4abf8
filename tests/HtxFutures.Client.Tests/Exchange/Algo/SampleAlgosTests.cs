using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange.Algo;

/// <summary>The sample algo orders are such as a desk might have.</summary>
public sealed class SampleAlgosTests
{
    private readonly AlgoDesk _desk = new();

    [Fact]
    public void They_are_of_every_type_contract_side_and_mode()
    {
        IReadOnlyList<SandboxAlgoOrder> algos = _desk.Account.AddSampleAlgoOrders(100);
        Assert.Equal(25, algos.Select(algo => (algo.Terms.Type, algo.Terms.ContractCode)).Distinct().Count());
        Assert.Equal(4, algos.Select(algo => (algo.Terms.Side, algo.Terms.MarginMode)).Distinct().Count());
        Assert.All(algos, algo => Assert.Equal(SandboxAlgoState.Active, algo.State));
        Assert.InRange(algos.Count(algo => algo.Terms.ClientAlgoId is not null), 30, 70);
        Assert.Equal(algos.Select(algo => algo.CreatedAt).Order(), algos.Select(algo => algo.CreatedAt));
        Assert.Equal(20, _desk.Listed("trailing_stop", "limit=50").Length);
    }

    [Fact]
    public void They_wait_near_the_price_and_none_of_them_is_there()
    {
        _desk.Account.AddSampleAlgoOrders(500, 50);
        Assert.Empty(_desk.Account.Orders);
        foreach (SandboxAlgoOrder algo in _desk.Account.AlgoOrders)
        {
            decimal last = _desk.Exchange.PriceOf(algo.Terms.ContractCode)!.Value;
            decimal?[] prices =
            [
                algo.Terms.TakeProfit?.TriggerPrice, algo.Terms.StopLoss?.TriggerPrice, algo.Terms.ActivePrice,
                algo.Terms.Type == SandboxAlgoType.Trigger ? algo.Terms.TriggerPrice : null,
            ];
            Assert.All(prices.OfType<decimal>(), price => Assert.InRange(Math.Abs(price / last - 1), 0.005m, 0.09m));
        }
    }

    [Fact]
    public void A_crash_fires_the_stops_of_what_was_bought()
    {
        _desk.Account.AddSampleAlgoOrders(100, 1);
        _desk.Exchange.MovePrice("BTC-USDT", _desk.Exchange.PriceOf("BTC-USDT")!.Value * 0.8m);
        Assert.All(_desk.Account.AlgoOrders.Where(algo => algo.Terms.Type == SandboxAlgoType.StopLoss), algo =>
            Assert.Equal(algo.Terms.Side == "sell" ? SandboxAlgoState.Effective : SandboxAlgoState.Active, algo.State));
    }

    [Fact]
    public void They_are_the_same_for_a_seed_and_leave_the_sample_orders_as_they_are()
    {
        Assert.Equal(_desk.Account.AddSampleAlgoOrders(50), new AlgoDesk().Account.AddSampleAlgoOrders(50));
        SandboxAccount plain = new VirtualSandbox().Account, other = new VirtualSandbox().Account;
        IReadOnlyList<SandboxOrder> orders = other.AddSampleOrders(100);
        other.AddSampleAlgoOrders(50);
        Assert.Equal(plain.AddSampleOrders(100), orders);
        Assert.Equal(plain.AddSampleOrders(100).Select(order => order.Price), other.AddSampleOrders(100).Select(order => order.Price));
    }
}
