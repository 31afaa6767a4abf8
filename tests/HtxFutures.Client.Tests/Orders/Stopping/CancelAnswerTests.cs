using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Orders.Stopping;

/// <summary>Answers of success that are not about the order, or not only good news: a doubt, which is settled by asking.</summary>
public sealed class CancelAnswerTests : IDisposable
{
    private const string Second = "1550000000000000002";

    private readonly ScriptedExchange _exchange = new(new VirtualTime());
    private readonly Desk _desk;

    public CancelAnswerTests()
    {
        _desk = _exchange.Open();
        _exchange.Always(Paths.Order, Replies.Data(Recorded.OpenOrder));
    }

    public void Dispose()
    {
        _desk.Dispose();
        _exchange.Dispose();
    }

    [Theory]
    [InlineData("""{"order_id":"1550000000000000002","client_order_id":"577000000000000002"}""")]
    [InlineData("""{"order_id":"1550000000000000002","client_order_id":"1550000000000000001"}""")]
    [InlineData("""{"order_id":1550000000000000000}""")] // rounded on its way through floating point
    [InlineData("""[{"order_id":"1550000000000000001"},{"order_id":"1550000000000000002"}]""")]
    [InlineData("""{"code":1061,"order_id":"1550000000000000001"}""")]
    [InlineData("""[{"code":1004}]""")]
    [InlineData("""{"order_id":"1550000000000000001","order_id":"1550000000000000002"}""")]
    [InlineData("""{"order_id":"1550000000000000001","success":false,"code":200}""")]
    public void A_success_that_is_not_of_this_order_alone_is_a_doubt(string data)
    {
        _exchange.Always(Paths.CancelOrder, Replies.Data(data));
        HtxCancelResult result = _desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Unknown, HtxErrorKind.OutcomeUnknown, 4), (result.Outcome, result.Failure!.Kind, result.Attempts));

        _exchange.Answer(Paths.CancelOrder, Replies.Data(data), Replies.Code(1071)).Always(Paths.Order, Replies.Data(Recorded.OrderIn("canceled")));
        Assert.Equal(CancelOutcome.Canceled, _desk.CancelRecorded().Outcome);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("true")]
    [InlineData("""{"order_id":"1550000000000000001","client_order_id":"577000000000000001"}""")]
    [InlineData("""{"order_id":1550000000000000001}""")]
    [InlineData("""{"order_id":null,"client_order_id":"1550000000000000001"}""")]
    [InlineData("""[{"code":200,"order_id":"1550000000000000001"}]""")]
    public void A_success_that_names_no_other_order_is_one(string data)
    {
        _exchange.Always(Paths.CancelOrder, Replies.Data(data));
        Assert.Equal((CancelOutcome.Accepted, 1), (_desk.CancelRecorded().Outcome, _exchange.SentTo(Paths.CancelOrder).Count));
    }

    [Theory]
    [InlineData("""{"order_id":"1550000000000000001"}""", true)]
    [InlineData("""{"order_id":"1550000000000000001","client_order_id":"577000000000000001"}""", true)]
    [InlineData("""{"order_id":"1550000000000000001","client_order_id":"577000000000000002"}""", false)]
    public void By_the_clients_id_it_is_the_clients_id_that_counts(string data, bool accepted)
    {
        _exchange.Always(Paths.CancelOrder, Replies.Data(data));
        HtxCancelResult result = _desk.Cancel(OrderReference.Create(Recorded.ContractCode, null, Recorded.ClientOrderId));
        Assert.Equal(accepted ? CancelOutcome.Accepted : CancelOutcome.Unknown, result.Outcome);
        Assert.Equal(Recorded.OrderId, result.OrderId);
    }

    [Theory]
    [InlineData(1062)]
    [InlineData(1063)]
    [InlineData(1071)]
    public void A_code_of_one_order_for_a_whole_batch_is_true_of_none(int code)
    {
        _exchange.Always(Paths.CancelBatch, Replies.Code(code)).Always(Paths.CancelOrder, Replies.Code(code));
        _exchange.Always(Paths.Order, Replies.Code(1061));
        Assert.All(Cancel(Recorded.OrderId, Second), result => Assert.Equal(CancelOutcome.Unknown, result.Outcome));
    }

    [Fact]
    public void In_a_batch_no_order_is_judged_by_what_is_said_of_one_that_has_its_number_as_the_clients_id()
    {
        // The first is passed over, and the second's client has given it the first one's number.
        _exchange.Always(Paths.CancelBatch, Replies.Data($$"""[{"code":200,"message":"Success","order_id":"{{Second}}","client_order_id":"{{Recorded.OrderId}}"}]"""))
            .Always(Paths.CancelOrder, Replies.Code(1205));
        List<HtxCancelResult> results = Cancel(Recorded.OrderId, Second);
        Assert.Equal(CancelOutcome.Accepted, results.Single(result => result.OrderId == Second).Outcome);
        Assert.Equal(CancelOutcome.Unknown, results.Single(result => result.OrderId == Recorded.OrderId).Outcome);
    }

    [Fact]
    public void Waiting_no_order_ends_with_one_that_has_its_number_as_the_clients_id()
    {
        string[] ids = [Recorded.OrderId, Second, "1550000000000000003"];
        _exchange.Always(Paths.CancelBatch, Replies.Data($"[{string.Join(',', ids.Select(id => $$"""{"code":200,"order_id":"{{id}}"}"""))}]"));
        string replacement = Recorded.OrderIn("filled").Replace(Recorded.OrderId, "1550000000000000009", StringComparison.Ordinal).Replace(Recorded.ClientOrderId, Recorded.OrderId, StringComparison.Ordinal);
        _exchange.Always("/v5/trade/order/history", Replies.Data($"[{replacement}]"));
        _exchange.Always(Paths.Order, Replies.Code(1061));

        Assert.All(Cancel(TimeSpan.FromSeconds(2), ids), result => Assert.Equal((CancelOutcome.Accepted, HtxErrorKind.WaitTimeout), (result.Outcome, result.Failure!.Kind)));
    }

    private List<HtxCancelResult> Cancel(params string[] ids) => Cancel(null, ids);

    private List<HtxCancelResult> Cancel(TimeSpan? wait, params string[] ids)
    {
        CancelRun run = _desk.Client.Orders.BeginCancelRun(new CancelRunOptions { WaitTimeout = wait });
        Assert.All(ids, id => Assert.True(run.TryPost(OrderReference.Create(Recorded.ContractCode, id))));
        return _desk.Drain(run);
    }
}
