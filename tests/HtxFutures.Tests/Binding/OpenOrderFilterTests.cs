using HtxFutures.Binding;

namespace HtxFutures.Tests.Binding;

public sealed class OpenOrderFilterTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 9, 18, 12, 0, 0, TimeSpan.Zero);

    private readonly HtxOrder _order = new() { ContractCode = "BTC-USDT", OrderId = "1", Side = OrderSide.Buy, CreatedAt = s_noon };

    [Fact]
    public void Without_filters_everything_matches() => Assert.True(Filter().Matches(_order with { Side = OrderSide.Unknown, CreatedAt = null }));

    [Theory]
    [InlineData(OrderSide.Buy, true)]
    [InlineData(OrderSide.Sell, false)]
    [InlineData(OrderSide.Unknown, false)]
    public void Side_must_be_the_wanted_one(OrderSide side, bool matches) =>
        Assert.Equal(matches, Filter(side: OrderSide.Buy).Matches(_order with { Side = side }));

    [Fact]
    public void Age_is_measured_to_the_moment_given()
    {
        Assert.True(Filter(placedBefore: s_noon.AddSeconds(1)).Matches(_order));
        Assert.False(Filter(placedBefore: s_noon).Matches(_order));
    }

    [Fact]
    public void An_order_of_unknown_age_is_not_old() =>
        Assert.False(Filter(placedBefore: DateTimeOffset.MaxValue).Matches(_order with { CreatedAt = null }));

    [Fact]
    public void Exact_contracts_are_asked_for_once_each() =>
        Assert.Equal(["BTC-USDT", "ETH-USDT"], ContractFilter.Create(["BTC-USDT", "ETH-USDT", "btc-usdt"]).ToAsk);

    [Fact]
    public void No_contract_means_all() => Assert.Equal([null], ContractFilter.Create(null).ToAsk);

    private static OpenOrderFilter Filter(OrderSide? side = null, DateTimeOffset? placedBefore = null) =>
        new() { Contracts = ContractFilter.Create(null), Side = side, PlacedBefore = placedBefore is { } limit ? new(() => limit) : null };
}
