using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.AlgoOrders;

/// <summary>Active algo orders are listed whole: five listings, each to its end, or an error that says so.</summary>
public sealed class AlgoListingTests : IDisposable
{
    private readonly AlgoStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void All_five_types_are_listed_to_their_ends()
    {
        string[] placed = [.. _stage.Account.AddSampleAlgoOrders(300, contracts: 20).Select(algo => algo.AlgoId)];
        List<HtxAlgoOrder> listed = _stage.List();
        Assert.Equal(placed.Order(), listed.Select(algo => algo.AlgoId).Order());
        Assert.Equal(5, listed.Select(algo => algo.Type).Distinct().Count());
        Assert.All(listed, algo => Assert.Equal(AlgoOrderState.Active, algo.State));
    }

    [Fact]
    public void Of_several_pages_each_row_comes_once_whichever_way_the_pages_go()
    {
        string[] placed = [.. _stage.Add(230, SandboxAlgoType.Trigger).Select(algo => algo.AlgoId)];
        Assert.Equal(placed.Order(), _stage.List().Select(algo => algo.AlgoId).Order());
        _stage.Exchange.Options.AlgosOldestFirst = true;
        Assert.Equal(placed.Order(), _stage.List().Select(algo => algo.AlgoId).Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whoever_stops_what_a_page_shows_takes_nothing_from_the_next(bool oldestFirst)
    {
        _stage.Exchange.Options.AlgosOldestFirst = oldestFirst;
        _stage.Exchange.Options.Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(40));
        string[] placed = [.. _stage.Add(230, SandboxAlgoType.Trigger).Select(algo => algo.AlgoId)];
        List<HtxAlgoOrder> listed = _stage.Sandbox.Time.Run(async () => await _stage.Desk.ListActiveAsync().Select(Stop).ToListAsync().ConfigureAwait(false));
        Assert.Equal(placed.Order(), listed.Select(algo => algo.AlgoId).Order());

        HtxAlgoOrder Stop(HtxAlgoOrder algo)
        {
            _stage.Account.CancelAlgoOrder(algo.AlgoId);
            return algo;
        }
    }

    [Fact]
    public void The_types_are_listed_side_by_side()
    {
        _stage.Exchange.Options.Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(40));
        _ = _stage.Desk;
        DateTimeOffset begun = _stage.Sandbox.Time.GetUtcNow();
        Assert.Empty(_stage.List());
        Assert.Equal(5, _stage.Requests(AlgoStage.Opens));
        Assert.InRange((_stage.Sandbox.Time.GetUtcNow() - begun).TotalMilliseconds, 0, 100);
    }

    [Theory]
    [InlineData("tp")]
    [InlineData("trailing_stop")]
    public void A_listing_that_fails_is_an_error_that_names_what_is_missing(string type)
    {
        _stage.Account.AddSampleAlgoOrders(20);
        _ = _stage.Desk;
        _stage.Exchange.Faults.Add($"1004-before:query=type={type}");
        HtxException failure = Assert.Throws<HtxException>(() => _stage.List());
        Assert.Contains("not whole", failure.Message, StringComparison.Ordinal);
        Assert.Contains(type == "tp" ? "TakeProfit " : "TrailingStop ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Those_of_the_other_types_are_shown_before_the_error()
    {
        _stage.Add(SandboxAlgoType.TakeProfit);
        SandboxAlgoOrder first = _stage.Add(SandboxAlgoType.Trigger);
        SandboxAlgoOrder last = _stage.Add(SandboxAlgoType.TakeProfitStopLoss);
        _ = _stage.Desk;
        _stage.Exchange.Faults.Add("1004-before:query=type=tp,1004-before:query=type=sl");
        var listed = new List<string>();
        HtxException failure = Assert.Throws<HtxException>(() => _stage.Sandbox.Time.Run(async () =>
        {
            await foreach (HtxAlgoOrder algo in _stage.Desk.ListActiveAsync().ConfigureAwait(false))
            {
                listed.Add(algo.AlgoId);
            }

            return true;
        }));
        Assert.Equal([first.AlgoId, last.AlgoId], listed);
        Assert.Contains("of type TakeProfit, StopLoss of every contract could not be listed", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_restricts()
    {
        SandboxAlgoOrder wanted = _stage.Add(SandboxAlgoType.TakeProfit);
        _stage.Add(SandboxAlgoType.TakeProfit, "ETH-USDT");
        _stage.Add(SandboxAlgoType.StopLoss);
        _stage.Account.AddAlgoOrder(AlgoStage.Terms(SandboxAlgoType.TakeProfit) with { MarginMode = "isolated" });
        var query = new ActiveAlgoOrdersQuery { ContractCode = "btc-usdt", Type = AlgoOrderType.TakeProfit, MarginMode = MarginMode.Cross };
        Assert.Equal([wanted.AlgoId], _stage.List(query).Select(algo => algo.AlgoId));
    }

    [Fact]
    public void One_that_has_ended_is_found_by_its_id()
    {
        SandboxAlgoOrder algo = _stage.Add(SandboxAlgoType.TrailingStop);
        _stage.Account.FailAlgoOrder(algo.AlgoId);
        Assert.Equal((AlgoOrderState.Failed, AlgoOrderType.TrailingStop), (_stage.Find(algo.AlgoId)!.State, _stage.Find(algo.AlgoId)!.Type));
        Assert.Null(_stage.Find("9"));
    }

    [Fact]
    public void By_a_client_id_too()
    {
        SandboxAlgoOrder algo = _stage.Account.AddAlgoOrder(AlgoStage.Terms(SandboxAlgoType.Trigger) with { ClientAlgoId = "777" });
        HtxAlgoOrder? found = _stage.Sandbox.Time.Run(() => _stage.Desk.FindAsync(OrderReference.Create("BTC-USDT", null, "777", OrderKind.AlgoOrder)));
        Assert.Equal((algo.AlgoId, "777"), (found?.AlgoId, found?.ClientAlgoId));
    }

    [Fact]
    public void What_fails_to_be_looked_up_as_one_type_is_not_said_to_be_unknown()
    {
        _ = _stage.Desk;
        _stage.Exchange.Faults.Add("1004-before:query=type=sl");
        Assert.Throws<HtxException>(() => _stage.Find("9"));
        SandboxAlgoOrder algo = _stage.Add(SandboxAlgoType.TakeProfit);
        Assert.NotNull(_stage.Find(algo.AlgoId));
    }
}
