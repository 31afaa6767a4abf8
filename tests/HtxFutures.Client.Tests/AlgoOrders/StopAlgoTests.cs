using HtxFutures.Client.Tests.Exchange;
using HtxFutures.Rows;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.AlgoOrders;

/// <summary>What becomes of an algo order that is to be stopped, as the sandbox's book has it.</summary>
public sealed class StopAlgoTests : IDisposable
{
    private readonly AlgoStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void An_active_one_is_accepted_and_gone()
    {
        SandboxAlgoOrder algo = _stage.Add();
        HtxCancelResult result = _stage.Cancel(algo.AlgoId);
        Assert.Equal((CancelOutcome.Accepted, OrderKind.AlgoOrder, algo.AlgoId, 200, 1), (result.Outcome, result.Kind, result.OrderId, result.Code, result.Attempts));
        _stage.Sandbox.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SandboxAlgoState.Canceled, _stage.StateOf(algo));
        Assert.Equal(0, _stage.Requests(AlgoStage.Single));
    }

    [Fact]
    public void By_its_client_id_too()
    {
        SandboxAlgoOrder algo = _stage.Account.AddAlgoOrder(AlgoStage.Terms(SandboxAlgoType.Trigger) with { ClientAlgoId = "777" });
        HtxCancelResult result = _stage.Sandbox.Time.Run(() => _stage.Desk.CancelAsync(OrderReference.Create("BTC-USDT", null, "777", OrderKind.AlgoOrder)));
        Assert.Equal((CancelOutcome.Accepted, "777"), (result.Outcome, result.ClientOrderId));
        _stage.Sandbox.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SandboxAlgoState.Canceled, _stage.StateOf(algo));
    }

    [Fact]
    public void Many_travel_ten_of_a_contract_in_a_request()
    {
        _stage.Account.AddSampleAlgoOrders(300, contracts: 20);
        List<HtxAlgoOrder> listed = _stage.List();
        List<HtxCancelResult> results = _stage.Stop(listed);
        Assert.Equal(300, results.Count);
        Assert.All(results, result => Assert.Equal(CancelOutcome.Accepted, result.Outcome));
        Assert.Equal(listed.GroupBy(algo => algo.ContractCode).Sum(contract => (contract.Count() + 9) / 10), _stage.Requests(AlgoStage.Cancels));
    }

    [Fact]
    public void Waiting_shows_them_canceled()
    {
        _stage.Account.AddSampleAlgoOrders(40);
        Assert.All(_stage.Stop(_stage.List(), TimeSpan.FromSeconds(10)), result => Assert.Equal(CancelOutcome.Canceled, result.Outcome));
    }

    [Theory]
    [InlineData(1061)]
    [InlineData(1063)]
    [InlineData(1051)]
    public void One_that_fired_between_listing_and_cancel_is_filled_and_its_order_named(int code)
    {
        _stage.Exchange.Options.FiredAlgoCode = code;
        SandboxAlgoOrder algo = _stage.Account.AddAlgoOrder(AlgoStage.Terms(SandboxAlgoType.Trigger) with { Side = "buy", Price = 1 });
        List<HtxAlgoOrder> listed = _stage.List();
        _stage.Account.FireAlgoOrder(algo.AlgoId);
        SandboxOrder child = _stage.Account.Orders.Single();
        HtxCancelResult result = Assert.Single(_stage.Stop(listed));
        Assert.Equal((CancelOutcome.Filled, 0m), (result.Outcome, result.FilledVolume));
        Assert.Equal($"It fired before it could be stopped: its order {child.OrderId} is new, 0 of 3 filled.", result.Message);
        Assert.Null(result.Failure);
    }

    [Fact]
    public void A_child_that_is_not_named_is_searched_for()
    {
        _stage.Exchange.Options.FiredAlgosNameChild = false;
        SandboxAlgoOrder algo = _stage.Account.AddAlgoOrder(AlgoStage.Terms(SandboxAlgoType.Trigger) with { Side = "buy", Price = 1 });
        _stage.Sandbox.AddOrder(volume: 3);
        List<HtxAlgoOrder> listed = _stage.List();
        _stage.Account.FireAlgoOrder(algo.AlgoId);
        SandboxOrder child = _stage.Account.Orders.MaxBy(order => order.OrderId)!;
        HtxCancelResult result = Assert.Single(_stage.Stop(listed));
        Assert.Equal(CancelOutcome.Filled, result.Outcome);
        Assert.Contains($"its order {child.OrderId} is", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_whose_child_is_not_to_be_found_is_filled_all_the_same()
    {
        _stage.Exchange.Options.FiredAlgosNameChild = false;
        SandboxAlgoOrder[] two = _stage.Add(2, SandboxAlgoType.Trigger);
        List<HtxAlgoOrder> listed = _stage.List();
        Array.ForEach(two, algo => _stage.Account.FireAlgoOrder(algo.AlgoId));
        Assert.All(_stage.Stop(listed), result => Assert.Equal((CancelOutcome.Filled, true), (result.Outcome, result.Message!.Contains("was not found", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData(SandboxAlgoType.StopLoss, false)]
    [InlineData(SandboxAlgoType.TrailingStop, false)]
    [InlineData(SandboxAlgoType.TrailingStop, true)] // and it does not say that it closes only
    [InlineData(SandboxAlgoType.Trigger, false)] // nor do these
    public void One_that_may_have_closed_less_than_it_meant_to_is_not_given_the_order_of_another(SandboxAlgoType type, bool isUnsaid)
    {
        _stage.Exchange.Options.FiredAlgosNameChild = false;
        _stage.Exchange.Options.EmptyBooleans = isUnsaid;
        SandboxAlgoTemplate terms = AlgoStage.Terms(type) with { PositionSide = "both", ReduceOnly = true };
        SandboxAlgoOrder large = _stage.Account.AddAlgoOrder(terms), small = _stage.Account.AddAlgoOrder(terms with { Volume = 2 });
        List<HtxAlgoOrder> listed = _stage.List();
        _stage.Account.FireAlgoOrder(large.AlgoId);
        _stage.Account.FireAlgoOrder(small.AlgoId);
        ILookup<string?, string?> messages = _stage.Stop(listed).ToLookup(result => result.OrderId, result => result.Message);
        Assert.Contains("was not found", messages[large.AlgoId].Single(), StringComparison.Ordinal);
        Assert.Contains($"its order {_stage.Account.Orders.Single(order => order.Volume == 2).OrderId} is", messages[small.AlgoId].Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_that_fired_together_are_told_apart_by_their_limit_prices()
    {
        _stage.Exchange.Options.FiredAlgosNameChild = false;
        SandboxAlgoTemplate terms = AlgoStage.Terms(SandboxAlgoType.Trigger);
        SandboxAlgoOrder[] two = [_stage.Account.AddAlgoOrder(terms), _stage.Account.AddAlgoOrder(terms with { Price = 93 })];
        List<HtxAlgoOrder> listed = _stage.List();
        Array.ForEach(two, algo => _stage.Account.FireAlgoOrder(algo.AlgoId));
        ILookup<string?, string?> messages = _stage.Stop(listed).ToLookup(result => result.OrderId, result => result.Message);
        Assert.All(two, algo => Assert.Contains($"its order {_stage.Account.Orders.Single(order => order.Price == algo.Terms.Price).OrderId} is", messages[algo.AlgoId].Single(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1061)]
    [InlineData(1051)]
    public void One_that_has_failed_ended_by_itself(int code)
    {
        _stage.Exchange.Options.EndedAlgoCode = code;
        SandboxAlgoOrder algo = _stage.Add();
        List<HtxAlgoOrder> listed = _stage.List();
        _stage.Account.FailAlgoOrder(algo.AlgoId);
        HtxCancelResult result = Assert.Single(_stage.Stop(listed));
        Assert.Equal((CancelOutcome.AlreadyCanceled, "It ended by itself (failed), without firing."), (result.Outcome, result.Message));
        Assert.Null(result.Failure);
    }

    [Fact]
    public void One_that_was_cancelled_before_is_found_as_that()
    {
        SandboxAlgoOrder algo = _stage.Add();
        _stage.Account.CancelAlgoOrder(algo.AlgoId);
        Assert.Equal(CancelOutcome.AlreadyCanceled, _stage.Cancel(algo.AlgoId).Outcome);
    }

    [Fact]
    public void One_that_nobody_knows_is_not_found_and_the_other_command_is_meant()
    {
        HtxCancelResult result = _stage.Cancel("42");
        Assert.Equal((CancelOutcome.NotFound, HtxErrorKind.OrderNotFound), (result.Outcome, result.Failure!.Kind));
        Assert.Equal((HtxFutures.Errors.Means.StopOrder, OrderKind.Order, "42"), (result.Failure.Guidance!.Means, result.Failure.Guidance.Kind, result.Failure.Guidance.OrderId));
        Assert.Equal(1, result.Attempts);
    }

    [Fact]
    public void An_order_that_nobody_knows_may_be_an_algo_order()
    {
        SandboxAlgoOrder algo = _stage.Add();
        HtxCancelResult result = _stage.Sandbox.Time.Run(() => _stage.Client.Orders.CancelAsync(OrderReference.Create("BTC-USDT", algo.AlgoId)));
        Assert.Equal(CancelOutcome.NotFound, result.Outcome);
        Assert.Equal((HtxFutures.Errors.Means.StopOrder, OrderKind.AlgoOrder, algo.AlgoId), (result.Failure!.Guidance!.Means, result.Failure.Guidance.Kind, result.Failure.Guidance.OrderId));
        Assert.Equal(SandboxAlgoState.Active, _stage.StateOf(algo));
    }

    [Fact]
    public void One_number_may_be_an_id_of_both()
    {
        SandboxOrder order = _stage.Sandbox.AddOrder();
        SandboxAlgoOrder algo = _stage.Account.AddAlgoOrder(AlgoStage.Terms(SandboxAlgoType.StopLoss) with { AlgoId = order.OrderId });
        Assert.Equal(CancelOutcome.Accepted, _stage.Cancel(algo.AlgoId).Outcome);
        _stage.Sandbox.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((SandboxAlgoState.Canceled, SandboxOrderState.New), (_stage.StateOf(algo), _stage.Account.FindOrder(order.OrderId)!.State));
    }

    [Fact]
    public void One_attached_to_an_open_order_is_refused_with_the_way_out()
    {
        _stage.Sandbox.Ask("/v5/trade/order", body: """{"contract_code":"BTC-USDT","margin_mode":"cross","position_side":"long","side":"buy","type":"limit","price":"45000","volume":"4","tp_trigger_price":"59000"}""");
        HtxCancelResult result = _stage.Cancel(_stage.Account.AlgoOrders.Single().AlgoId);
        Assert.Equal((CancelOutcome.Rejected, 1408), (result.Outcome, result.Code));
        Assert.Contains("Stop that order", result.Failure!.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_was_placed_a_moment_ago_is_sent_again_when_it_is_in_effect()
    {
        _ = _stage.Desk;
        string id = _stage.Sandbox.Ask(AlgoStage.Single, body: """{"contract_code":"BTC-USDT","margin_mode":"cross","position_side":"both","side":"sell","type":"sl","volume":"1","sl_trigger_price":"90"}""")
            .GetProperty("data")[0].GetProperty("algo_id").GetString()!;
        HtxCancelResult result = _stage.Cancel(id);
        Assert.Equal((CancelOutcome.Accepted, 2), (result.Outcome, result.Attempts));
        _stage.Sandbox.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SandboxAlgoState.Canceled, _stage.Account.FindAlgoOrder(id)!.State);
    }

    [Fact]
    public void One_that_is_unknown_does_not_save_the_others_of_its_request()
    {
        _stage.Exchange.Options.UnknownAlgoRefusesRequest = true;
        SandboxAlgoOrder[] algos = _stage.Add(6);
        List<HtxAlgoOrder> listed = _stage.List();
        HtxAlgoOrder unknown = listed[2].With(row => row.AlgoId = "42");
        List<HtxCancelResult> results = _stage.Stop([.. listed, unknown]);
        Assert.Equal(6, results.Count(result => result.Outcome == CancelOutcome.Accepted));
        Assert.Equal("42", Assert.Single(results, result => result.Outcome is CancelOutcome.NotFound or CancelOutcome.Unknown).OrderId);
        _stage.Sandbox.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.All(algos, algo => Assert.Equal(SandboxAlgoState.Canceled, _stage.StateOf(algo)));
    }

    [Fact]
    public void One_that_is_still_shown_after_all_attempts_is_not_claimed()
    {
        SandboxAlgoOrder algo = _stage.Add();
        List<HtxAlgoOrder> listed = _stage.List();
        _stage.Exchange.Faults.Add("fail-items:10:code=1061");
        HtxCancelResult result = Assert.Single(_stage.Stop(listed));
        Assert.Equal((CancelOutcome.Unknown, 4), (result.Outcome, result.Attempts));
        Assert.Equal(SandboxAlgoState.Active, _stage.StateOf(algo));
    }

    [Fact]
    public void An_answer_of_the_documented_shape_is_a_word_as_good_as_the_recorded_one()
    {
        _stage.Exchange.Options.AlgoItemShape = AlgoItemShape.Documented;
        _stage.Add(3);
        Assert.All(_stage.Stop(_stage.List()), result => Assert.Equal((CancelOutcome.Accepted, 1), (result.Outcome, result.Attempts)));
    }

    [Fact]
    public void An_id_of_another_contract_is_not_found_also_where_a_listing_of_several_shows_it()
    {
        SandboxAlgoOrder[] algos = [_stage.Add(), _stage.Add(contract: "ETH-USDT"), _stage.Add(contract: "ETH-USDT")];
        Array.ForEach(algos, algo => _stage.Account.FailAlgoOrder(algo.AlgoId));
        OrderReference[] asked = [AlgoStage.Named(algos[0].AlgoId, "DOGE-USDT"), AlgoStage.Named(algos[1].AlgoId, "ETH-USDT"), AlgoStage.Named(algos[2].AlgoId, "ETH-USDT")];
        HtxCancelResult[] results = _stage.Sandbox.Time.Run(() => Task.WhenAll(asked.Select(order => _stage.Desk.CancelAsync(order))));
        Assert.Equal([CancelOutcome.NotFound, CancelOutcome.AlreadyCanceled, CancelOutcome.AlreadyCanceled], results.Select(result => result.Outcome));
    }
}
