using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Exposure;

/// <summary>One row shows all that can trade or move an account, and says nothing to be quiet that was not looked at.</summary>
public sealed class ExposureTests : IDisposable
{
    private const string Algo = """{"id":"160000001","volume":"1","type":"tp","state":"active","side":"sell","algo_id":"1560000000000000001","contract_code":"BTC-USDT","position_side":"long","margin_mode":"cross"}""";

    private readonly ScriptedExchange _exchange = new(new VirtualTime());

    public ExposureTests() => _exchange
        .Always(Paths.Algos, Replies.Data("[]"))
        .Always(Paths.Positions, Replies.Data("[]"))
        .Always(Paths.Balance, Replies.Data(Recorded.Balance));

    public void Dispose() => _exchange.Dispose();

    [Fact]
    public void An_account_without_anything_is_flat_by_eight_requests()
    {
        HtxExposure exposure = Look();
        Assert.Equal((0, 0, 0, 0m, 0m), (exposure.OpenOrders, exposure.AlgoOrders, exposure.Positions, exposure.PositionVolume, exposure.UnrealizedProfit));
        Assert.Equal((162.523160998562004875m, 0.001330348601833513m, false), (exposure.Equity, exposure.MarginRate, exposure.AutoCancel.Enabled));
        Assert.True(exposure.IsQuiet);
        Assert.True(exposure.IsFlat);
        Assert.Empty(exposure.Failures);
        Assert.Equal("0 orders, 0 algo orders, 0 positions: flat", exposure.ToString());
        Assert.Equal(8, Looked(Paths.Opens) + Looked(Paths.Algos) + Looked(Paths.Positions) + Looked(Paths.Balance));
    }

    [Fact]
    public void The_parts_are_read_side_by_side()
    {
        foreach ((string path, string data) in new[] { (Paths.Opens, "[]"), (Paths.Algos, "[]"), (Paths.Positions, "[]"), (Paths.Balance, Recorded.Balance) })
        {
            _exchange.Always(path, Replies.After(TimeSpan.FromMilliseconds(40), Replies.Data(data)));
        }

        using Desk desk = _exchange.Open();
        TimeSpan begun = desk.Time.Elapsed;
        DateTimeOffset asOf = desk.Client.ExchangeTime;
        HtxExposure exposure = desk.Time.Run(() => desk.Client.Exposure.ReadAsync());
        Assert.InRange((desk.Time.Elapsed - begun).TotalMilliseconds, 40, 60);
        Assert.Equal(asOf, exposure.AsOf);
    }

    [Fact]
    public void Orders_of_either_kind_are_not_quiet_and_positions_not_flat()
    {
        _exchange.Answer(Paths.Positions, Replies.Data($"[{Recorded.Position},{Recorded.Position.Replace("BTC", "ADA", StringComparison.Ordinal).Replace("\"volume\":\"1\"", "\"volume\":\"2.5\"", StringComparison.Ordinal)}]"));
        HtxExposure held = Look();
        Assert.Equal((true, false, 2, 3.5m, -0.2008m), (held.IsQuiet, held.IsFlat, held.Positions, held.PositionVolume, held.UnrealizedProfit));

        _exchange.Answer(Paths.Algos, Replies.Data($"[{Algo}]"));
        HtxExposure armed = Look();
        Assert.Equal((false, false, 1), (armed.IsQuiet, armed.IsFlat, armed.AlgoOrders));
        Assert.Equal("0 orders, 1 algo order, 0 positions: not quiet", armed.ToString());

        _exchange.Answer(Paths.Opens, Replies.Data("[]"), Replies.Data($"[{Recorded.OpenOrder}]")); // the first proves the key
        HtxExposure working = Look();
        Assert.Equal((false, false, 1), (working.IsQuiet, working.IsFlat, working.OpenOrders));
    }

    [Theory]
    [InlineData(Paths.Opens, "open orders")]
    [InlineData(Paths.Algos, "algo orders")]
    [InlineData(Paths.Positions, "positions")]
    [InlineData(Paths.Balance, "balance")]
    public void A_part_that_cannot_be_read_is_null_and_nothing_is_quiet_or_flat(string path, string part)
    {
        using Desk desk = _exchange.Open();
        _exchange.Always(path, Replies.Code(1013));
        HtxExposure exposure = desk.Time.Run(() => desk.Client.Exposure.ReadAsync());
        Assert.False(exposure.IsQuiet);
        Assert.False(exposure.IsFlat);
        Assert.Equal(
            (path != Paths.Opens, path != Paths.Algos, path != Paths.Positions, path != Paths.Positions, path != Paths.Balance),
            (exposure.OpenOrders is not null, exposure.AlgoOrders is not null, exposure.Positions is not null, exposure.UnrealizedProfit is not null, exposure.Equity is not null));
        HtxException failure = Assert.Single(exposure.Failures);
        Assert.StartsWith($"The {part} could not be read, so the account is not said to be quiet or flat.", failure.Message, StringComparison.Ordinal);
        Assert.Equal((1013, false), (failure.Code, failure.EndsRun));
        Assert.Contains("?", path == Paths.Balance ? "?" : exposure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_fails_for_all_is_told_of_all()
    {
        using Desk desk = _exchange.Open();
        foreach (string path in new[] { Paths.Opens, Paths.Algos, Paths.Positions, Paths.Balance })
        {
            _exchange.Always(path, Replies.Code(401));
        }

        HtxExposure exposure = desk.Time.Run(() => desk.Client.Exposure.ReadAsync());
        Assert.Equal(4, exposure.Failures.Count);
        Assert.All(exposure.Failures, failure => Assert.Equal((HtxErrorKind.AuthenticationFailed, false), (failure.Kind, failure.EndsRun)));
        Assert.Equal("? orders, ? algo orders, ? positions: not quiet", exposure.ToString());
    }

    [Fact]
    public void A_figure_that_one_position_does_not_tell_is_not_told_of_all()
    {
        _exchange.Answer(Paths.Positions, Replies.Data($"[{Recorded.Position},{Recorded.Position.Replace("\"profit_unreal\":\"-0.1004\"", "\"profit_unreal\":\"\"", StringComparison.Ordinal)}]"));
        HtxExposure one = Look();
        Assert.Equal((2m, null, true), (one.PositionVolume, one.UnrealizedProfit, one.IsQuiet));
        Assert.Empty(one.Failures);

        _exchange.Answer(Paths.Positions, Replies.Data($"[{Recorded.Position},{Recorded.Position.Replace("BTC-USDT", "BTC-USDC", StringComparison.Ordinal)}]"));
        Assert.Null(Look().UnrealizedProfit); // currencies are not added up
    }

    [Fact]
    public void It_shows_the_switch_as_the_session_knows_it()
    {
        using Desk desk = _exchange.Open();
        _exchange.Always(Paths.CancelAfter, Replies.Data("""{"current_time":"1789716092325","trigger_time":"1789716122325"}"""));
        desk.Enable(TimeSpan.FromSeconds(30));
        Assert.True(desk.Time.Run(() => desk.Client.Exposure.ReadAsync()).AutoCancel.Enabled);
    }

    private HtxExposure Look()
    {
        using Desk desk = _exchange.Open();
        return desk.Time.Run(() => desk.Client.Exposure.ReadAsync());
    }

    // One request of the orders' listing proves the key.
    private int Looked(string path) => _exchange.SentTo(path).Count - (path == Paths.Opens ? 1 : 0);
}
