using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Orders.Clearing;

/// <summary>A mass cancel that goes wrong: repeated, settled by looking, else unknown; one result for every order, and none claimed.</summary>
public sealed class MassCancelFaultTests : IDisposable
{
    private static readonly MassCancelScope s_contract = MassCancelScope.Contract("BTC-USDT");

    private readonly VirtualSandbox _sandbox = VirtualSandbox.Remote();
    private readonly Desk _desk;

    public MassCancelFaultTests() => _desk = _sandbox.Open();

    public void Dispose() => _desk.Dispose();

    [Theory]
    [InlineData(FaultKind.DropAfter)]
    [InlineData(FaultKind.BadGatewayAfter)]
    [InlineData(FaultKind.BusyAfter)]
    [InlineData(FaultKind.HangAfter)]
    [InlineData(FaultKind.CutBody)]
    public void A_lost_answer_is_repeated_for(FaultKind kind)
    {
        _sandbox.Account.AddSampleOrders(20, 1);
        Strike(kind, times: 1);
        List<HtxCancelResult> results = _desk.Clear(s_contract);
        Assert.Equal(20, results.Count);
        Assert.All(results, result => Assert.Contains(result.Outcome, new[] { CancelOutcome.Accepted, CancelOutcome.Pending, CancelOutcome.Canceled, CancelOutcome.PartiallyCanceled }));
        Assert.All(results, result => Assert.Null(result.Failure));
        Assert.Equal(2, _sandbox.Exchange.Counters.RequestsTo(Paths.CancelAll));
    }

    [Theory]
    [InlineData(FaultKind.DropAfter)]
    [InlineData(FaultKind.BusyAfter)]
    public void Five_hundred_orders_in_doubt_do_not_cost_five_hundred_requests(FaultKind kind)
    {
        _sandbox.Account.AddSampleOrders(500, 5);
        MassCancelPlan plan = _desk.Plan(MassCancelScope.Account);
        int before = _sandbox.Reads;
        Strike(kind);
        List<HtxCancelResult> results = _desk.Clear(plan);

        Assert.Equal(500, results.Select(result => result.OrderId).Distinct().Count());
        Assert.Equal(500, results.Count);
        Assert.All(results, result => Assert.Contains(result.Outcome, new[] { CancelOutcome.Canceled, CancelOutcome.PartiallyCanceled }));
        Assert.All(results, result => Assert.NotNull(result.FilledVolume));
        Assert.InRange(_sandbox.Reads - before, 1, 40);
    }

    [Theory]
    [InlineData(FaultKind.DropBefore)]
    [InlineData(FaultKind.BusyBefore)]
    [InlineData(FaultKind.HangBefore)]
    public void What_never_ran_and_might_have_is_unknown_while_the_orders_stand(FaultKind kind)
    {
        _sandbox.Account.AddSampleOrders(7, 1);
        Strike(kind);
        List<HtxCancelResult> results = _desk.Clear(s_contract);
        Assert.Equal(7, results.Count);
        Assert.All(results, result => Assert.Equal((CancelOutcome.Unknown, HtxErrorKind.OutcomeUnknown), (result.Outcome, result.Failure!.Kind)));
        Assert.Equal(7, _sandbox.Account.OpenOrderCount);
        Assert.InRange(_sandbox.Exchange.Counters.RequestsTo(Paths.CancelAll) + _sandbox.Exchange.Counters.Faults[kind], 2, 8);
        Assert.InRange(_desk.Time.Elapsed.TotalSeconds, 0, 35);
    }

    [Fact]
    public void A_cancel_that_takes_its_time_is_waited_for()
    {
        _sandbox.Exchange.Options.CancelDelay = TimeSpan.FromMilliseconds(400);
        _sandbox.Account.AddSampleOrders(7, 1);
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.OmitItems) { Path = Paths.CancelAll, Amount = 7 });
        Assert.All(_desk.Clear(s_contract), result => Assert.Contains(result.Outcome, new[] { CancelOutcome.Canceled, CancelOutcome.PartiallyCanceled }));
        Assert.Equal(1, _sandbox.Exchange.Counters.Windows.Single(window => window.Kind == SandboxRequestKind.Trade).Accepted);
    }

    [Fact]
    public void What_surely_did_not_run_is_rejected()
    {
        _sandbox.Account.AddSampleOrders(3, 1);
        Strike(FaultKind.RefuseConnection);
        Assert.All(_desk.Clear(s_contract), result => Assert.Equal((CancelOutcome.Rejected, HtxErrorKind.NetworkError), (result.Outcome, result.Failure!.Kind)));
    }

    [Fact]
    public void Orders_missing_in_the_answer_are_found_in_the_listings()
    {
        _sandbox.Account.AddSampleOrders(20, 1);
        MassCancelPlan plan = _desk.Plan(s_contract);
        int before = _sandbox.Reads;
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.OmitItems) { Path = Paths.CancelAll, Amount = 8, Times = 1 });
        List<HtxCancelResult> results = _desk.Clear(plan);

        Assert.Equal(20, results.Select(result => result.OrderId).Distinct().Count());
        Assert.Equal(12, results.Count(result => result.Outcome == CancelOutcome.Accepted));
        Assert.Equal(8, results.Count(result => result.Outcome is CancelOutcome.Canceled or CancelOutcome.PartiallyCanceled));
        Assert.InRange(_sandbox.Reads - before, 2, 6);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(50)]
    public void Orders_missing_in_the_answer_are_found_however_short_the_pages_are(int largest)
    {
        _sandbox.Exchange.Options.LargestPage = largest;
        _sandbox.Account.AddSampleOrders(120, 1);
        MassCancelPlan plan = _desk.Plan(s_contract);
        Assert.Equal(120, plan.Orders.Count);
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.OmitItems) { Path = Paths.CancelAll, Amount = 100, Times = 1 });
        List<HtxCancelResult> results = _desk.Clear(plan);
        Assert.Equal(120, results.Select(result => result.OrderId).Distinct().Count());
        Assert.Equal(100, results.Count(result => result.Outcome is CancelOutcome.Canceled or CancelOutcome.PartiallyCanceled));
    }

    [Fact]
    public void Orders_the_exchange_was_too_busy_for_are_sent_again()
    {
        _sandbox.Account.AddSampleOrders(60, 5);
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.FailItems) { Path = Paths.CancelAll, Amount = 30, Times = 1 });
        List<HtxCancelResult> results = _desk.Clear(MassCancelScope.Account);
        Assert.Equal(60, results.Count);
        Assert.All(results, result => Assert.Equal(CancelOutcome.Accepted, result.Outcome));
        Assert.Equal(30, results.Count(result => result.Attempts == 2));
    }

    [Fact]
    public void Orders_the_exchange_refuses_are_told_one_by_one()
    {
        _sandbox.Account.AddSampleOrders(10, 1);
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.FailItems) { Path = Paths.CancelAll, Amount = 4, Code = 1088 });
        List<HtxCancelResult> results = _desk.Clear(s_contract);
        Assert.Equal(6, results.Count(result => result.Outcome == CancelOutcome.Accepted));
        Assert.All(
            results.Where(result => result.Outcome != CancelOutcome.Accepted),
            result => Assert.Equal((CancelOutcome.Rejected, HtxErrorKind.PermissionDenied, 1088), (result.Outcome, result.Failure!.Kind, result.Code)));
    }

    [Fact]
    public void Orders_that_the_exchange_passes_over_are_cancelled_by_their_ids()
    {
        _sandbox.Account.AddSampleOrders(12, 1);
        Strike(FaultKind.BusyBefore, code: 1051); // says that nothing is open, and shows the orders
        List<HtxCancelResult> results = _desk.Clear(s_contract);
        Assert.Equal(12, results.Count);
        Assert.All(results, result => Assert.Equal(CancelOutcome.Accepted, result.Outcome));
        _desk.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, _sandbox.Account.OpenOrderCount);
    }

    [Theory]
    [InlineData(1062)]
    [InlineData(1063)]
    [InlineData(1071)]
    public void A_code_of_the_whole_request_that_speaks_of_one_order_is_claimed_of_none(int code)
    {
        _sandbox.Account.AddSampleOrders(5, 1);
        Strike(FaultKind.BusyBefore, code: code);
        Assert.All(_desk.Clear(s_contract), result => Assert.Equal(CancelOutcome.Unknown, result.Outcome));
        Assert.Equal(5, _sandbox.Account.OpenOrderCount);
    }

    [Fact]
    public void A_refusal_is_told_of_every_order_or_thrown_where_there_is_none()
    {
        _sandbox.Account.CanTrade = false;
        Assert.Equal(HtxErrorKind.PermissionDenied, Assert.Throws<HtxException>(() => _desk.Clear(s_contract)).Kind);
        _sandbox.Account.AddSampleOrders(3, 1);
        List<HtxCancelResult> results = _desk.Clear(s_contract);
        Assert.Equal(3, results.Count);
        Assert.All(results, result => Assert.Equal((CancelOutcome.Rejected, HtxErrorKind.PermissionDenied), (result.Outcome, result.Failure!.Kind)));
    }

    [Fact]
    public void Maintenance_leaves_a_row_for_every_order_and_ends_the_run()
    {
        _sandbox.Account.AddSampleOrders(3, 1);
        MassCancelPlan plan = _desk.Plan(s_contract);
        _sandbox.Exchange.InMaintenance = true;
        Assert.All(_desk.Clear(plan), result => Assert.True(result.Failure!.EndsRun));
        Assert.Equal(HtxErrorKind.Unavailable, Assert.Throws<HtxException>(() => _desk.Plan(s_contract)).Kind);
    }

    [Fact]
    public void A_doubt_over_nothing_is_settled_by_looking()
    {
        Strike(FaultKind.DropAfter);
        Assert.Empty(_desk.Clear(s_contract));

        MassCancelPlan plan = _desk.Plan(s_contract);
        _sandbox.Exchange.Faults.Clear();
        Strike(FaultKind.DropBefore);
        _sandbox.Account.AddOrder(new SandboxOrderTemplate());
        Assert.Equal(HtxErrorKind.OutcomeUnknown, Assert.Throws<HtxException>(() => _desk.Clear(plan)).Kind);
    }

    [Fact]
    public void A_listing_that_fails_does_not_keep_the_orders_alive()
    {
        _sandbox.Account.AddSampleOrders(5, 1);
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.BusyBefore) { Path = Paths.Opens });
        MassCancelPlan plan = _desk.Plan(s_contract);
        Assert.NotNull(plan.Failure);
        Assert.Empty(plan.Orders);

        List<HtxCancelResult> results = _desk.Clear(plan);
        Assert.Equal(5, results.Count);
        Assert.All(results, result => Assert.Equal(CancelOutcome.Accepted, result.Outcome));
    }

    [Fact]
    public void Where_looking_fails_too_all_are_unknown_after_a_bounded_time()
    {
        _sandbox.Account.AddSampleOrders(300, 3);
        MassCancelPlan plan = _desk.Plan(MassCancelScope.Account);
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.HangAfter));
        List<HtxCancelResult> results = _desk.Clear(plan);
        Assert.Equal(300, results.Count);
        Assert.All(results, result => Assert.Equal((CancelOutcome.Unknown, HtxErrorKind.OutcomeUnknown), (result.Outcome, result.Failure!.Kind)));
        Assert.InRange(_desk.Time.Elapsed.TotalSeconds, 20, 30.5); // twenty seconds of attempts, and a look
    }

    [Fact]
    public void Closing_the_client_meanwhile_leaves_rows_that_say_so()
    {
        _sandbox.Account.AddSampleOrders(3, 1);
        MassCancelPlan plan = _desk.Plan(s_contract);
        _desk.Client.Dispose();
        Assert.All(_desk.Clear(plan), result => Assert.Equal((CancelOutcome.Rejected, HtxErrorKind.NotConnected), (result.Outcome, result.Failure!.Kind)));
    }

    private void Strike(FaultKind kind, int? times = null, int? code = null) =>
        _sandbox.Exchange.Faults.Add(new FaultRule(kind) { Path = Paths.CancelAll, Times = times, Code = code });
}
