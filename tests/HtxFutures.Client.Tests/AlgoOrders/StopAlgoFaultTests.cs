using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.AlgoOrders;

/// <summary>Answers that are lost, busy or short: what is said of an algo order is what the exchange has, and nothing is left out.</summary>
public sealed class StopAlgoFaultTests : IDisposable
{
    private readonly AlgoStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Theory]
    [InlineData("drop-after:times=1")]
    [InlineData("hang-after:times=1")]
    [InlineData("502-after:times=1")]
    [InlineData("1004-after:times=1")]
    [InlineData("1004-before:times=2")]
    [InlineData("omit-items:3:times=1")]
    [InlineData("shuffle-items:times=1")]
    [InlineData("fail-items:2:code=1440:times=1")]
    [InlineData("garble-body:times=1")]
    public void Every_one_is_stopped_and_told(string fault)
    {
        SandboxAlgoOrder[] algos = _stage.Add(25);
        List<HtxAlgoOrder> listed = _stage.List();
        _stage.Exchange.Faults.Add($"{fault}:path={AlgoStage.Cancels}");
        List<HtxCancelResult> results = _stage.Stop(listed);
        Assert.Equal(algos.Select(algo => algo.AlgoId).Order(), results.Select(result => result.OrderId!).Order());
        Assert.All(results, result => Assert.True(result.Outcome is CancelOutcome.Accepted or CancelOutcome.Canceled or CancelOutcome.Pending, $"{result}: {result.Message}"));
        _stage.Sandbox.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.All(algos, algo => Assert.Equal(SandboxAlgoState.Canceled, _stage.StateOf(algo)));
    }

    [Fact]
    public void Many_doubts_cost_listings_and_not_a_look_each()
    {
        _stage.Account.AddSampleAlgoOrders(200, contracts: 20);
        List<HtxAlgoOrder> listed = _stage.List();
        int listings = _stage.Requests(AlgoStage.Opens);
        _stage.Exchange.Faults.Add($"drop-after:path={AlgoStage.Cancels}");
        List<HtxCancelResult> results = _stage.Stop(listed);
        Assert.All(results, result => Assert.Equal(CancelOutcome.Canceled, result.Outcome));
        Assert.InRange(_stage.Requests(AlgoStage.History) + _stage.Requests(AlgoStage.Opens) - listings + _stage.Requests(AlgoStage.Single), 1, 60);
    }

    [Theory]
    [InlineData(AlgoStage.History)]
    [InlineData(AlgoStage.Single)]
    public void Where_one_way_of_asking_is_refused_the_other_is_gone(string path)
    {
        SandboxAlgoOrder[] algos = _stage.Add(5);
        List<HtxAlgoOrder> listed = _stage.List();
        _stage.Exchange.Faults.Add($"drop-after:path={AlgoStage.Cancels}");
        _stage.Exchange.Faults.Add($"1004-before:path={path}");
        Assert.All(_stage.Stop(listed), result => Assert.Equal(CancelOutcome.Canceled, result.Outcome));
        Assert.All(algos, algo => Assert.Equal(SandboxAlgoState.Canceled, _stage.StateOf(algo)));
    }

    [Fact]
    public void What_cannot_be_found_out_is_unknown()
    {
        _stage.Add(5);
        List<HtxAlgoOrder> listed = _stage.List();
        _stage.Exchange.Faults.Add("hang-after");
        Assert.All(_stage.Stop(listed), result => Assert.Equal((CancelOutcome.Unknown, HtxErrorKind.OutcomeUnknown), (result.Outcome, result.Failure!.Kind)));
    }

    [Fact]
    public void Those_that_lose_the_race_are_filled_when_waited_for()
    {
        _stage.Add(6);
        List<HtxAlgoOrder> listed = _stage.List();
        _stage.Exchange.Faults.Add("fill-instead:2:times=1");
        List<HtxCancelResult> results = _stage.Stop(listed, TimeSpan.FromSeconds(10));
        Assert.Equal((2, 4), (results.Count(result => result.Outcome == CancelOutcome.Filled), results.Count(result => result.Outcome == CancelOutcome.Canceled)));
    }

    [Fact]
    public void A_key_that_may_not_trade_ends_the_run_for_all()
    {
        _stage.Add(30);
        List<HtxAlgoOrder> listed = _stage.List();
        _stage.Exchange.Faults.Add($"403:path={AlgoStage.Cancels}");
        List<HtxCancelResult> results = _stage.Stop(listed);
        Assert.Equal(30, results.Count);
        Assert.All(results, result => Assert.Equal(CancelOutcome.Rejected, result.Outcome));
    }
}
