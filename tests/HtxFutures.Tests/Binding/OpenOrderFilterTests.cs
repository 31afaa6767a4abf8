using HtxFutures.Binding;
using HtxFutures.Rows;

namespace HtxFutures.Tests.Binding;

public sealed class OpenOrderFilterTests
{
    private readonly HtxOrder _order = new() { ContractCode = "BTC-USDT", OrderId = "1", Side = OrderSide.Buy };

    [Fact]
    public void Without_filters_everything_matches() => Assert.True(Filter().Matches(_order.With(row => { row.Side = OrderSide.Unknown; row.CreatedAt = null; })));

    [Theory]
    [InlineData(OrderSide.Buy, true)]
    [InlineData(OrderSide.Sell, false)]
    [InlineData(OrderSide.Unknown, false)]
    public void Side_must_be_the_wanted_one(OrderSide side, bool matches) =>
        Assert.Equal(matches, Filter(side: OrderSide.Buy).Matches(_order.With(row => row.Side = side)));

    [Theory]
    [InlineData(PositionSide.Long, true)]
    [InlineData(PositionSide.Both, false)]
    [InlineData(PositionSide.Unknown, false)]
    public void Position_side_must_be_the_wanted_one(PositionSide side, bool matches) =>
        Assert.Equal(matches, Filter(positionSide: PositionSide.Long).Matches(_order.With(row => row.PositionSide = side)));

    [Fact]
    public void Exact_contracts_are_asked_for_once_each() =>
        Assert.Equal(["BTC-USDT", "ETH-USDT"], ContractFilter.Create(["BTC-USDT", "ETH-USDT", "btc-usdt"]).ToAsk);

    [Fact]
    public void No_contract_means_all() => Assert.Equal([null], ContractFilter.Create(null).ToAsk);

    private static OpenOrderFilter Filter(OrderSide? side = null, PositionSide? positionSide = null) =>
        new() { Contracts = ContractFilter.Create(null), Side = side, PositionSide = positionSide };
}
