using System.Text.Json;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange.Algo;

/// <summary>Algo orders are cancelled in a request that is an array, each with a code of its own (desk facts 1.6, 9.2).</summary>
public sealed class AlgoCancelTests
{
    private readonly AlgoDesk _desk = new();

    [Fact]
    public void An_accepted_cancel_takes_effect_a_little_later()
    {
        SandboxAlgoOrder algo = _desk.Add();
        Assert.Equal(200, _desk.CancelCode(algo.AlgoId));
        Assert.Equal((SandboxAlgoState.Active, true), (_desk.Now(algo).State, _desk.Now(algo).IsCanceling));
        Assert.Equal([algo.AlgoId], _desk.Listed("sl"));
        Assert.Equal(1062, _desk.CancelCode(algo.AlgoId));
        _desk.Pass(20);
        Assert.Equal(SandboxAlgoState.Canceled, _desk.Now(algo).State);
        Assert.Empty(_desk.Listed("sl"));
        Assert.True(_desk.Now(algo).UpdatedAt > algo.UpdatedAt);
    }

    [Fact]
    public void By_default_an_end_looks_like_an_algo_order_that_never_was()
    {
        SandboxAlgoOrder canceled = _desk.Add(), failed = _desk.Add(), fired = _desk.Add();
        _desk.Account.CancelAlgoOrder(canceled.AlgoId);
        _desk.Account.FailAlgoOrder(failed.AlgoId);
        _desk.Account.FireAlgoOrder(fired.AlgoId);
        int[] Codes() => [_desk.CancelCode("123"), _desk.CancelCode(canceled.AlgoId), _desk.CancelCode(failed.AlgoId), _desk.CancelCode(fired.AlgoId)];
        Assert.Equal([1061, 1061, 1061, 1061], Codes());
        (_desk.Options.UnknownAlgoCode, _desk.Options.EndedAlgoCode, _desk.Options.FiredAlgoCode) = (1017, 1071, 1051);
        Assert.Equal([1017, 1071, 1071, 1051], Codes());
    }

    [Fact]
    public void Results_come_in_an_order_of_their_own_one_for_each()
    {
        SandboxAlgoOrder[] algos = [.. Enumerable.Range(0, 10).Select(_ => _desk.Add())];
        string[] ids = [.. algos.Select(algo => algo.AlgoId)];
        string[] answered = [.. _desk.Cancel(algos).Rows().Select(row => row.Text("algo_id")!)];
        Assert.Equal(ids, answered.Order());
        Assert.NotEqual(ids, answered);
        _desk.Options.ShuffleBatchAnswers = false;
        Assert.Equal(ids, _desk.Cancel(algos).Rows().Select(row => row.Text("algo_id")));
        Assert.Single(_desk.Cancel(algos[0], algos[0]).Rows());
    }

    [Fact]
    public void More_than_ten_are_refused_and_nothing_is_cancelled()
    {
        SandboxAlgoOrder[] algos = [.. Enumerable.Range(0, 11).Select(_ => _desk.Add())];
        Assert.Equal(1052, _desk.Cancel(algos).Code());
        Assert.DoesNotContain(_desk.Account.AlgoOrders, algo => algo.IsCanceling);
        _desk.Options.LargestAlgoBatch = 11;
        Assert.Equal(11, _desk.Cancel(algos).Rows().Length);
    }

    [Fact]
    public void Types_may_be_mixed_and_contracts_only_where_that_is_switched_on()
    {
        SandboxAlgoOrder stop = _desk.Add(), trigger = _desk.Add(SandboxAlgoType.Trigger);
        SandboxAlgoOrder other = _desk.Add(change: terms => terms with { ContractCode = "MORE-USDT" });
        Assert.Equal(1067, _desk.Cancel(stop, other).Code());
        Assert.False(_desk.Now(stop).IsCanceling);
        Assert.Equal(2, _desk.Cancel(stop, trigger).Rows().Length);
        _desk.Options.AlgoBatchAcrossContracts = true;
        Assert.Equal([200, 1062], _desk.Cancel(stop, other).Rows().Select(SignedRequests.Code).Order());
    }

    [Fact]
    public void One_of_another_contract_is_unknown()
    {
        SandboxAlgoOrder algo = _desk.Add();
        Assert.Equal(1061, _desk.CancelCode(algo.AlgoId, "BTC-USDT"));
        Assert.Equal(SandboxAlgoState.Active, _desk.Now(algo).State);
    }

    [Theory]
    [InlineData("[]", 1067)]
    [InlineData("{}", 1030)]
    [InlineData("""{"contract_code":"TEST-USDT","algo_id":"ID"}""", 1030)]
    [InlineData("""["ID"]""", 1030)]
    [InlineData("""[{"contract_code":"TEST-USDT"}]""", 1067)]
    [InlineData("""[{"algo_id":"ID"}]""", 1067)]
    [InlineData("""[{"contract_code":"TEST-USDT","algo_id":"ID"},{"contract_code":"TEST-USDT"}]""", 1067)]
    [InlineData("""[{"contract_code":"test-usdt","algo_id":"ID"}]""", 1014)]
    [InlineData("""[{"contract_code":"TEST-USDT","algo_id":"ID","algo_id":"ID"}]""", 1030)]
    [InlineData("""[{"contract_code":"TEST-USDT","algo_id":"ID"}""", 1030)]
    [InlineData("""[{"contract_code":"TEST-USDT","algo_id":ID}]""", 200)]
    public void A_cancel_is_taken_only_as_an_array_of_whole_items(string body, int code)
    {
        SandboxAlgoOrder algo = _desk.Add();
        Assert.Equal(code, _desk.Sandbox.Ask(AlgoDesk.Cancels, body: body.Replace("ID", algo.AlgoId, StringComparison.Ordinal)).Code());
        Assert.Equal(code == 200, _desk.Now(algo).IsCanceling);
    }

    [Fact]
    public void What_is_no_id_is_an_error_of_its_item_alone()
    {
        SandboxAlgoOrder algo = _desk.Add();
        Assert.Equal([200, 1067], _desk.Cancel(("TEST-USDT", "0" + algo.AlgoId), ("TEST-USDT", algo.AlgoId)).Rows().Select(SignedRequests.Code).Order());
    }

    [Fact]
    public void An_unknown_id_can_be_an_error_of_the_whole_request()
    {
        SandboxAlgoOrder algo = _desk.Add();
        _desk.Options.UnknownAlgoRefusesRequest = true;
        JsonElement answer = _desk.Cancel(("TEST-USDT", algo.AlgoId), ("TEST-USDT", "123"));
        Assert.Equal((1061, JsonValueKind.Null), (answer.Code(), answer.GetProperty("data").ValueKind));
        Assert.False(_desk.Now(algo).IsCanceling);
        Assert.Single(_desk.Cancel(algo).Rows());
    }

    [Fact]
    public void One_is_cancelled_by_its_client_id_and_the_answer_names_both()
    {
        SandboxAlgoOrder algo = _desk.Add(change: terms => terms with { ClientAlgoId = "7" });
        JsonElement Cancel(string id) => Assert.Single(_desk.Sandbox.Ask(AlgoDesk.Cancels, body: $$"""[{"contract_code":"TEST-USDT","algo_client_order_id":"{{id}}"}]""").Rows());
        JsonElement done = Cancel("7");
        Assert.Equal((200, algo.AlgoId, "7"), (done.Code(), done.Text("algo_id"), done.Text("algo_client_order_id")));
        JsonElement unknown = Cancel("8");
        Assert.Equal((1061, null, "8"), (unknown.Code(), unknown.Text("algo_id"), unknown.Text("algo_client_order_id")));
        _desk.Options.FailedItemsFillOnlySentField = false;
        Assert.Equal((1062, algo.AlgoId, "7"), (Cancel("7").Code(), Cancel("7").Text("algo_id"), Cancel("7").Text("algo_client_order_id")));
    }

    [Fact]
    public void An_id_may_be_that_of_an_order_too_and_each_command_takes_its_own()
    {
        SandboxOrder order = _desk.Sandbox.AddOrder("TEST-USDT");
        SandboxAlgoOrder algo = _desk.Add(change: terms => terms with { AlgoId = order.OrderId });
        Assert.Throws<ArgumentException>(() => _desk.Add(change: terms => terms with { AlgoId = order.OrderId }));
        Assert.Equal(200, _desk.CancelCode(order.OrderId));
        Assert.True(_desk.Now(algo).IsCanceling);
        Assert.False(_desk.Account.FindOrder(order.OrderId)!.IsCanceling);
        string other = _desk.Add().AlgoId;
        Assert.Equal(1061, _desk.Sandbox.Ask("/v5/trade/cancel_order", body: $$"""{"contract_code":"TEST-USDT","order_id":"{{other}}"}""").Code());
        Assert.Equal(1061, _desk.CancelCode(_desk.Sandbox.AddOrder("TEST-USDT").OrderId));
    }

    [Fact]
    public void A_cancel_can_lose_the_race()
    {
        _desk.Options.FillWhileCancelingRate = 1;
        SandboxAlgoOrder algo = _desk.Add();
        Assert.Equal(200, _desk.CancelCode(algo.AlgoId));
        _desk.Pass(20);
        Assert.Equal(SandboxAlgoState.Effective, _desk.Now(algo).State);
        Assert.Equal(_desk.Now(algo).ChildOrderId, Assert.Single(_desk.Account.Orders).OrderId);
    }

    [Fact]
    public void One_that_is_being_cancelled_still_fires_when_its_price_comes()
    {
        SandboxAlgoOrder algo = _desk.Add();
        _desk.CancelCode(algo.AlgoId);
        _desk.Exchange.MovePrice("TEST-USDT", 90);
        _desk.Pass(20);
        Assert.Equal((SandboxAlgoState.Effective, false), (_desk.Now(algo).State, _desk.Now(algo).IsCanceling));
        Assert.Single(_desk.Account.Orders);
    }
}
