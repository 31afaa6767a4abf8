using System.Text;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Orders.Clearing;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Orders.Clearing;

/// <summary>A mass cancel that is answered: what it means, what it costs, and that no order is left without a result.</summary>
public sealed class MassCancelTests : IDisposable
{
    private static readonly MassCancelScope s_contract = MassCancelScope.Contract("BTC-USDT");

    private readonly VirtualSandbox _sandbox = VirtualSandbox.Remote();
    private readonly Desk _desk;

    public MassCancelTests() => _desk = _sandbox.Open();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void Every_open_order_of_the_contract_is_cancelled_in_one_request()
    {
        _sandbox.Account.AddSampleOrders(500, 2);
        string[] listed = [.. _desk.Plan(s_contract).Orders.Select(order => order.OrderId)];
        List<HtxCancelResult> results = _desk.Clear(s_contract);

        Assert.Equal(250, listed.Length);
        Assert.Equal(listed, results.Select(result => result.OrderId));
        Assert.All(results, result => Assert.Equal((CancelOutcome.Accepted, "BTC-USDT", 1, 200), (result.Outcome, result.ContractCode, result.Attempts, result.Code)));
        Assert.Equal(1, _sandbox.Exchange.Counters.Windows.Single(window => window.Kind == SandboxRequestKind.Trade).Accepted);

        _desk.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(250, _sandbox.Account.OpenOrderCount);
    }

    [Fact]
    public void The_whole_account_has_to_be_named()
    {
        _sandbox.Account.AddSampleOrders(50);
        List<HtxCancelResult> results = _desk.Clear(MassCancelScope.Account);
        Assert.Equal(50, results.Count);
        Assert.Equal(5, results.Select(result => result.ContractCode).Distinct().Count());
        _desk.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, _sandbox.Account.OpenOrderCount);
    }

    [Theory]
    [InlineData(OrderSide.Buy, null, "buy long,buy short,buy both")]
    [InlineData(OrderSide.Sell, null, "sell long,sell short,sell both")]
    [InlineData(null, PositionSide.Both, "buy both,sell both")]
    [InlineData(OrderSide.Buy, PositionSide.Short, "buy short")]
    [InlineData(OrderSide.Sell, PositionSide.Long, "sell long")]
    public void Filters_mean_here_what_they_mean_at_the_exchange(OrderSide? side, PositionSide? positionSide, string expected)
    {
        foreach (string orderSide in (string[])["buy", "sell"])
        {
            foreach (string orderPosition in (string[])["long", "short", "both"])
            {
                _sandbox.Account.AddOrder(new SandboxOrderTemplate { Side = orderSide, PositionSide = orderPosition });
            }
        }

        MassCancelScope scope = s_contract with { Side = side, PositionSide = positionSide };
        List<HtxCancelResult> results = _desk.Clear(scope);
        Assert.Equal(
            expected.Split(','),
            results.Select(result => _sandbox.Account.FindOrder(result.OrderId!)!).Select(order => $"{order.Side} {order.PositionSide}"));
        _desk.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(6 - results.Count, _sandbox.Account.OpenOrderCount);
    }

    [Theory]
    [InlineData(NothingToCancel.Code1051)]
    [InlineData(NothingToCancel.EmptyArray)]
    public void Nothing_open_is_nothing_to_tell(NothingToCancel shape)
    {
        _sandbox.Exchange.Options.NothingToCancel = shape;
        Assert.Empty(_desk.Clear(s_contract));
        Assert.Empty(_desk.Clear(MassCancelScope.Account));
        Assert.Equal(2, _sandbox.Exchange.Counters.RequestsTo(Paths.CancelAll));
    }

    [Fact]
    public void An_order_placed_after_the_listing_has_its_result()
    {
        MassCancelPlan plan = _desk.Plan(s_contract);
        MassCancelPlan wide = _desk.Plan(MassCancelScope.Account);
        string first = _sandbox.Account.AddOrder(new SandboxOrderTemplate()).OrderId;
        HtxCancelResult result = Assert.Single(_desk.Clear(plan));
        Assert.Equal(("BTC-USDT", first, CancelOutcome.Accepted), (result.ContractCode, result.OrderId, result.Outcome));

        // The answer has no contracts in it.
        _desk.Time.Advance(TimeSpan.FromSeconds(1));
        string second = _sandbox.Account.AddOrder(new SandboxOrderTemplate()).OrderId;
        result = Assert.Single(_desk.Clear(wide));
        Assert.Equal(("", second, CancelOutcome.Accepted), (result.ContractCode, result.OrderId, result.Outcome));
    }

    [Fact]
    public void Orders_that_end_after_the_listing_are_looked_up()
    {
        SandboxOrder[] orders = [.. Enumerable.Range(0, 4).Select(_ => _sandbox.Account.AddOrder(new SandboxOrderTemplate { Volume = 3 }))];
        MassCancelPlan plan = _desk.Plan(s_contract);
        _sandbox.Account.Fill(orders[0].OrderId, 3);
        _sandbox.Account.Cancel(orders[1].OrderId);
        _sandbox.Account.Fill(orders[2].OrderId, 1);
        _sandbox.Account.Cancel(orders[2].OrderId);

        Dictionary<string, HtxCancelResult> results = _desk.Clear(plan).ToDictionary(result => result.OrderId!);
        Assert.Equal(
            [CancelOutcome.Filled, CancelOutcome.Canceled, CancelOutcome.PartiallyCanceled, CancelOutcome.Accepted],
            orders.Select(order => results[order.OrderId].Outcome));
        Assert.Equal(3m, results[orders[0].OrderId].FilledVolume);
    }

    [Fact]
    public void Nothing_left_to_cancel_is_settled_order_by_order()
    {
        SandboxOrder filled = _sandbox.Account.AddOrder(new SandboxOrderTemplate());
        SandboxOrder canceled = _sandbox.Account.AddOrder(new SandboxOrderTemplate());
        MassCancelPlan plan = _desk.Plan(s_contract);
        _sandbox.Account.Fill(filled.OrderId, 1);
        _sandbox.Account.Cancel(canceled.OrderId);

        Dictionary<string, HtxCancelResult> results = _desk.Clear(plan).ToDictionary(result => result.OrderId!);
        Assert.Equal((CancelOutcome.Filled, 1051), (results[filled.OrderId].Outcome, results[filled.OrderId].Code));
        Assert.Equal(CancelOutcome.AlreadyCanceled, results[canceled.OrderId].Outcome);
    }

    [Fact]
    public void Without_a_word_nothing_restricts_and_a_filter_is_written_as_the_exchange_wants_it()
    {
        Assert.Equal("{}", Body(MassCancelScope.Account));
        Assert.Equal("""{"contract_code":"BTC-USDT"}""", Body(MassCancelScope.Contract(" btc-usdt ")));
        Assert.Equal(
            """{"contract_code":"BTC-USDT","side":"sell","position_side":"both"}""",
            Body(s_contract with { Side = OrderSide.Sell, PositionSide = PositionSide.Both }));
    }

    [Fact]
    public void A_scope_that_means_nothing_is_refused()
    {
        Assert.Equal(HtxErrorKind.InvalidParameter, Assert.Throws<HtxException>(() => MassCancelScope.Contract("")).Kind);
        Assert.Equal(HtxErrorKind.InvalidParameter, Assert.Throws<HtxException>(() => MassCancelScope.Contract("BTC-*")).Kind);
        Assert.Throws<ArgumentOutOfRangeException>(() => s_contract with { Side = OrderSide.Unknown });
        Assert.Throws<ArgumentOutOfRangeException>(() => s_contract with { PositionSide = PositionSide.Unknown });
    }

    private static string Body(MassCancelScope scope) => Encoding.UTF8.GetString(MassCancelRequest.Write(scope).Body.Span);
}
