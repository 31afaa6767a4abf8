using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Orders.Clearing;

/// <summary>Answers to a mass cancel that contradict themselves or say less than they should (facts 2.3, 4).</summary>
public sealed class MassCancelAnswerTests : IDisposable
{
    private const string CancelAll = "/v5/trade/cancel_all_orders";

    private static readonly MassCancelScope s_scope = MassCancelScope.Contract(Recorded.ContractCode);

    private readonly ScriptedExchange _exchange = new(new VirtualTime());
    private readonly Desk _desk;

    public MassCancelAnswerTests()
    {
        _desk = _exchange.Open();
        _exchange.Always(Paths.CancelOrder, Replies.Code(1205)).Always(Paths.CancelBatch, Replies.Code(1205)).Always(Paths.Order, Replies.Data(Recorded.OpenOrder));
    }

    public void Dispose()
    {
        _desk.Dispose();
        _exchange.Dispose();
    }

    [Theory]
    [InlineData("""[{"code":200,"order_id":"1550000000000000001"},{"code":1061,"order_id":"1550000000000000001"}]""")]
    [InlineData("""[{"code":1071,"code":200,"order_id":"1550000000000000001"}]""")]
    [InlineData("""[{"code":200,"order_id":"1550000000000000001\u200b"}]""")]
    [InlineData("""[{"code":200,"order_id":"1550000000000000001"},{"code":1061,"client_order_id":"577000000000000001"}]""")]
    public void No_order_is_judged_by_what_contradicts_itself(string data)
    {
        _exchange.Always(Paths.Opens, Replies.Data($"[{Recorded.OpenOrder}]")).Always(CancelAll, Replies.Data(data));
        HtxCancelResult result = Assert.Single(Clear(), result => result.OrderId == Recorded.OrderId);
        Assert.Equal(CancelOutcome.Unknown, result.Outcome);
    }

    [Fact]
    public void An_order_that_is_on_two_pages_has_one_result()
    {
        _exchange.Answer(Paths.Opens, Page(Enumerable.Range(1, 100)), Page(Enumerable.Range(101, 100)), Page([7]));
        MassCancelPlan plan = _desk.Time.Run(() => _desk.Client.Orders.PlanMassCancelAsync(s_scope, CancellationToken.None));
        Assert.Equal(200, plan.Orders.Count);
        Assert.Equal(200, plan.Orders.Select(order => order.OrderId).Distinct().Count());

        static Reply Page(IEnumerable<int> ids) => Replies.Data($"[{string.Join(',', ids.Select(id => $$"""{"id":"{{id}}","order_id":"{{id}}","contract_code":"ETH-USDT"}"""))}]");
    }

    [Theory]
    [InlineData(200, CancelOutcome.Accepted)]
    [InlineData(1061, CancelOutcome.Unknown)]
    public void An_order_that_is_named_by_each_of_its_ids_has_one_result(int code, CancelOutcome outcome)
    {
        // Placed after the listing, so that only the answer tells which client's id belongs to it.
        _exchange.Always(Paths.Opens, Replies.Data("[]")).Always(CancelAll, Replies.Data(
            $$"""[{"code":{{code}},"client_order_id":"577000000000000001"},{"code":200,"order_id":"1550000000000000001"},{"code":200,"order_id":"1550000000000000001","client_order_id":"577000000000000001"}]"""));
        HtxCancelResult result = Assert.Single(Clear());
        Assert.Equal((Recorded.OrderId, outcome), (result.OrderId, result.Outcome));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"done\"")]
    [InlineData("""[{"code":200}]""")]
    [InlineData("""[{"code":200,"order_id":"\u0000"}]""")]
    public void An_answer_that_names_none_does_not_say_that_there_was_none(string data)
    {
        // It could not be listed beforehand, so that nobody knows what was cancelled.
        _exchange.Answer(Paths.Opens, Replies.Code(1000), Replies.Code(1000), Replies.Code(1000), Replies.Code(1000));
        _exchange.Always(CancelAll, Replies.Data(data));
        Assert.Equal(HtxErrorKind.OutcomeUnknown, Assert.Throws<HtxException>(Clear).Kind);

        // Listed, there was nothing, and there is nothing.
        Assert.Empty(Clear());
    }

    [Fact]
    public void An_empty_list_says_that_there_was_none()
    {
        _exchange.Answer(Paths.Opens, Replies.Code(1000), Replies.Code(1000), Replies.Code(1000), Replies.Code(1000));
        _exchange.Always(CancelAll, Replies.Data("[ ]"));
        Assert.Empty(Clear());
    }

    private List<HtxCancelResult> Clear() => _desk.Time.Run(async () =>
    {
        var results = new List<HtxCancelResult>();
        MassCancelPlan plan = await _desk.Client.Orders.PlanMassCancelAsync(s_scope).ConfigureAwait(false);
        await foreach (HtxCancelResult result in _desk.Client.Orders.MassCancelAsync(plan).ConfigureAwait(false))
        {
            results.Add(result);
        }

        return results;
    });
}
