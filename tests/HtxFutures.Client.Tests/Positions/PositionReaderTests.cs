using System.Text;
using System.Text.Json;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Positions;

namespace HtxFutures.Client.Tests.Positions;

/// <summary>Positions as they were recorded, and as other sources describe them (desk facts 2.1).</summary>
public sealed class PositionReaderTests
{
    [Fact]
    public void The_recorded_position_is_read()
    {
        HtxPosition position = Read(Recorded.Position);
        Assert.Equal(("BTC-USDT", PositionSide.Long, OrderSide.Buy, MarginMode.Cross), (position.ContractCode, position.PositionSide, position.Direction, position.MarginMode));
        Assert.Equal((1m, 1m, 63204.5m, 63104.1m, 63111.3m), (position.Volume, position.Available, position.EntryPrice, position.MarkPrice, position.LastPrice));
        Assert.Equal((-0.1004m, -0.0318m, 20, 0.0012m, 3m), (position.UnrealizedProfit, position.ProfitRate, position.Leverage, position.MarginRate, position.AdlRisk));
        Assert.Equal((3.155205m, 3.155205m, 0.21455394m), (position.Margin, position.InitialMargin, position.MaintenanceMargin));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1780903703234), position.CreatedAt);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1780905620461), position.UpdatedAt);
        Assert.Null(position.LiquidationPrice);
        Assert.Null(position.DistanceToLiquidation);
        Assert.Equal("BTC-USDT Long 1 @ 63204.5 cross", position.ToString());
    }

    [Theory]
    [InlineData("""{"position_side":"long","direction":"buy","mark_price":"100","liquidation_price":"95"}""", "Long", 0.05)]
    [InlineData("""{"position_side":"short","direction":"sell","mark_price":"100","liquidation_price":"120"}""", "Short", 0.2)]
    [InlineData("""{"position_side":"both","direction":"buy","mark_price":"100","liquidation_price":"101"}""", "Long", -0.01)]
    [InlineData("""{"position_side":"both","direction":"sell","mark_price":100,"liquidation_price":100.5}""", "Short", 0.005)]
    [InlineData("""{"position_side":"short","mark_price":"100","liquidation_price":"120"}""", "Short", 0.2)]
    [InlineData("""{"position_side":"both","mark_price":"100","liquidation_price":"120"}""", "both", null)]
    [InlineData("""{"position_side":"long","direction":"sell","mark_price":"100","liquidation_price":"95"}""", "long", null)]
    [InlineData("""{"position_side":"long","direction":"buy","mark_price":"0","liquidation_price":"95"}""", "Long", null)]
    [InlineData("""{"position_side":"long","direction":"buy","mark_price":"0.0000000000000000000000000001","liquidation_price":"79228162514264337593543950335"}""", "Long", null)]
    [InlineData("""{"position_side":"long","direction":"buy","mark_price":"100","liquidation_price":""}""", "Long", null)]
    [InlineData("""{"position_side":"long","direction":"buy","mark_price":"100","liquidation_price":"0"}""", "Long", null)]
    [InlineData("""{"position_side":"long","direction":"buy","mark_price":"","liquidation_price":"95"}""", "Long", null)]
    public void Side_and_distance_to_liquidation_are_told_in_both_position_modes(string members, string side, double? distance)
    {
        HtxPosition position = Read($$"""{"contract_code":"BTC-USDT","margin_mode":"isolated","volume":"3",{{members[1..]}}""");
        Assert.Equal((decimal?)distance, position.DistanceToLiquidation);
        Assert.Equal($"BTC-USDT {side} 3 isolated", position.ToString());
    }

    [Fact]
    public void What_the_exchange_does_not_say_is_null_and_hides_no_position()
    {
        HtxPosition position = Read("""{"contract_code":"BTC-USDT","position_side":"sideways","direction":"hold","margin_mode":"portfolio","volume":"","adl_risk_percent":null,"initial_margin":"","lever_rate":""}""");
        Assert.Equal((PositionSide.Unknown, "sideways", OrderSide.Unknown, "hold", MarginMode.Unknown, "portfolio"), (position.PositionSide, position.RawPositionSide, position.Direction, position.RawDirection, position.MarginMode, position.RawMarginMode));
        Assert.Equal((null, null, null, null), (position.Volume, position.AdlRisk, position.InitialMargin, position.Leverage));
        Assert.Equal("BTC-USDT sideways  portfolio", position.ToString());
    }

    [Fact]
    public void Rows_of_volume_0_are_no_positions()
    {
        Assert.Empty(ReadAll("[]"));
        Assert.Equal(["ETH-USDT"], ReadAll("""[{"contract_code":"BTC-USDT","volume":"0"},{"contract_code":"ETH-USDT","volume":"1"},{"contract_code":"ADA-USDT","volume":0.000}]""").Select(position => position.ContractCode));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"contract_code":"BTC-USDT","volume":"1"}""")]
    [InlineData("[1]")]
    [InlineData("[null]")]
    [InlineData("""[{"volume":"1"}]""")]
    [InlineData("""[{"contract_code":"BTC-USDT","volume":"1","volume":"0"}]""")]
    public void What_is_no_whole_list_is_not_flat(string data) => Assert.ThrowsAny<JsonException>(() => ReadAll(data));

    private static HtxPosition Read(string json) => Assert.Single(ReadAll($"[{json}]"));

    private static List<HtxPosition> ReadAll(string data) => PositionReader.Read(Encoding.UTF8.GetBytes(data), null!);
}
