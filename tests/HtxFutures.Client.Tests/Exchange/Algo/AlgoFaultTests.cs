using System.Text.Json;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange.Algo;

/// <summary>Faults strike the requests of algo orders as those of orders, those that speak of single items included.</summary>
public sealed class AlgoFaultTests
{
    private readonly AlgoDesk _desk = new();
    private readonly SandboxAlgoOrder[] _algos;

    public AlgoFaultTests()
    {
        _desk.Options.ShuffleBatchAnswers = false;
        _algos = [.. Enumerable.Range(0, 6).Select(_ => _desk.Add())];
    }

    [Fact]
    public void Single_items_fail_and_the_others_are_cancelled()
    {
        _desk.Exchange.Faults.Add("fail-items:2:code=1440");
        JsonElement[] rows = _desk.Cancel(_algos).Rows();
        Assert.Equal([200, 200, 200, 200, 1440, 1440], rows.Select(SignedRequests.Code).Order());
        Assert.Equal(rows.Where(row => row.Code() == 200).Select(row => row.Text("algo_id")), _desk.Account.AlgoOrders.Where(algo => algo.IsCanceling).Select(algo => algo.AlgoId));
    }

    [Fact]
    public void Results_are_missing_though_all_are_cancelled()
    {
        _desk.Exchange.Faults.Add("omit-items:2");
        Assert.Equal(4, _desk.Cancel(_algos).Rows().Length);
        Assert.All(_desk.Account.AlgoOrders, algo => Assert.True(algo.IsCanceling));
    }

    [Fact]
    public void Results_come_in_another_order()
    {
        _desk.Exchange.Faults.Add("shuffle-items");
        string[] ids = [.. _desk.Cancel(_algos).Rows().Select(row => row.Text("algo_id")!)];
        Assert.NotEqual(_algos.Select(algo => algo.AlgoId), ids);
        Assert.Equal(_algos.Select(algo => algo.AlgoId), ids.Order());
    }

    [Fact]
    public void Cancels_lose_the_race_and_fire()
    {
        _desk.Exchange.Faults.Add("fill-instead:2");
        Assert.All(_desk.Cancel(_algos).Rows(), row => Assert.Equal(200, row.Code()));
        _desk.Pass(20);
        Assert.Equal((2, 4, 2), (Count(SandboxAlgoState.Effective), Count(SandboxAlgoState.Canceled), _desk.Account.Orders.Count));
    }

    [Fact]
    public void What_cannot_get_away_does_not()
    {
        Array.ForEach(_algos[..5], algo => _desk.Account.CancelAlgoOrder(algo.AlgoId));
        _desk.Exchange.Faults.Add("fill-instead:1");
        _desk.Cancel(_algos);
        _desk.Pass(20);
        Assert.Equal((SandboxAlgoState.Effective, 5), (_desk.Now(_algos[5]).State, Count(SandboxAlgoState.Canceled)));
    }

    [Fact]
    public void A_busy_answer_hides_that_it_was_done()
    {
        _desk.Exchange.Faults.Add("1004-after:times=1");
        Assert.Equal(1004, _desk.Cancel(_algos).Code());
        Assert.All(_desk.Account.AlgoOrders, algo => Assert.True(algo.IsCanceling));
        _desk.Exchange.Faults.Add("1004-before:times=1");
        _desk.Pass(20);
        Assert.Equal(1004, _desk.Place("""{"contract_code":"TEST-USDT","type":"sl","side":"sell","position_side":"both","margin_mode":"cross","volume":"1","sl_trigger_price":"60"}""").Code());
        Assert.Equal(6, _desk.Account.AlgoOrders.Count);
    }

    [Fact]
    public void The_listing_of_one_type_fails_while_the_others_do_not()
    {
        const string Rule = "1004-before:path=/v5/algo/order/opens:query=type=tp";
        Assert.Equal(Rule.Replace("1004-before", "busy-before", StringComparison.Ordinal), Assert.Single(FaultSpec.Parse(Rule)).ToString());
        _desk.Exchange.Faults.Add(Rule);
        Assert.Equal((1004, 200, 200), (Code("type=tp"), Code("type=tpsl"), Code("type=sl")));
        Assert.Equal(1004, Code("contract_code=TEST-USDT&type=tp"));
        Assert.Equal(200, _desk.Sandbox.Ask(AlgoDesk.History, "type=tp").Code());
        Assert.Contains("name=value", Assert.Throws<FormatException>(() => FaultSpec.Parse("503:query=type")).Message, StringComparison.Ordinal);

        int Code(string query) => _desk.Sandbox.Ask(AlgoDesk.Opens, query).Code();
    }

    [Theory]
    [InlineData("omit-items", AlgoDesk.Opens)]
    [InlineData("fill-instead", AlgoDesk.Order)]
    public void What_has_no_results_and_cancels_nothing_is_not_struck(string rule, string path)
    {
        _desk.Exchange.Faults.Add(rule);
        Assert.Equal(200, _desk.Sandbox.Ask(path, $"algo_id={_algos[0].AlgoId}&type=sl").Code());
        Assert.Empty(_desk.Exchange.Faults.Log);
    }

    [Fact]
    public void Prices_rise_as_a_request_arrives_and_what_has_waited_for_that_fires()
    {
        _desk.Exchange.MovePrice("TEST-USDT", 100, markPrice: 101);
        SandboxAlgoOrder near = _desk.Add(SandboxAlgoType.TakeProfit);
        SandboxAlgoOrder far = _desk.Add(SandboxAlgoType.TakeProfit, terms => terms with { TakeProfit = new SandboxStop(110.01m) });
        _desk.Exchange.Faults.Add("price-rise:10:path=/v5/algo/cancel_orders:times=1");
        Assert.Equal(200, _desk.Sandbox.Ask(AlgoDesk.Opens, "type=tp").Code());
        Assert.Equal(100, _desk.Exchange.PriceOf("TEST-USDT"));

        _desk.Cancel(near, far);
        Assert.Equal(SandboxAlgoState.Effective, _desk.Now(near).State);
        Assert.Equal((SandboxAlgoState.Active, true), (_desk.Now(far).State, _desk.Now(far).IsCanceling));
        _desk.Cancel(_algos);
        Assert.Equal((110m, FaultKind.PriceRise), (_desk.Exchange.PriceOf("TEST-USDT"), Assert.Single(_desk.Exchange.Faults.Log).Kind));
    }

    private int Count(SandboxAlgoState state) => _desk.Account.AlgoOrders.Count(algo => algo.State == state);
}
