using HtxFutures.Client.Tests.Support;
using HtxFutures.Errors;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Orders.Clearing;

/// <summary>A mass cancel that goes on until its orders are final.</summary>
public sealed class MassCancelWaitTests : IDisposable
{
    private static readonly TimeSpan s_tenSeconds = TimeSpan.FromSeconds(10);

    private readonly VirtualSandbox _sandbox = VirtualSandbox.Remote();
    private readonly Desk _desk;

    public MassCancelWaitTests() => _desk = _sandbox.Open();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void Every_order_is_followed_until_it_is_final_by_listings()
    {
        _sandbox.Account.AddSampleOrders(500, 5);
        _sandbox.Exchange.Options.CancelDelay = TimeSpan.FromSeconds(1);
        MassCancelPlan plan = _desk.Plan(MassCancelScope.Account);
        int before = _sandbox.Reads;
        List<HtxCancelResult> results = _desk.Clear(plan, s_tenSeconds);

        Assert.Equal(plan.Orders.Select(order => order.OrderId).Order(StringComparer.Ordinal), results.Select(result => result.OrderId).Order(StringComparer.Ordinal));
        Assert.All(results, result => Assert.Contains(result.Outcome, new[] { CancelOutcome.Canceled, CancelOutcome.PartiallyCanceled }));
        Assert.All(results, result => Assert.Null(result.Failure));
        Assert.All(results, result => Assert.NotNull(result.FilledVolume));
        Assert.Equal(1, _sandbox.Exchange.Counters.RequestsTo(Paths.CancelAll));
        Assert.InRange(_sandbox.Reads - before, 1, 100);
    }

    [Fact]
    public void An_order_that_fills_meanwhile_is_filled()
    {
        SandboxOrder filling = _sandbox.Account.AddOrder(new SandboxOrderTemplate { Volume = 3 });
        _sandbox.Exchange.Options.CancelDelay = TimeSpan.FromSeconds(1);
        _desk.Time.CreateTimer(_ => _sandbox.Account.Fill(filling.OrderId, 3), null, TimeSpan.FromMilliseconds(300), Timeout.InfiniteTimeSpan);
        HtxCancelResult result = Assert.Single(_desk.Clear(_desk.Plan(MassCancelScope.Account), s_tenSeconds));
        Assert.Equal((CancelOutcome.Filled, 3m), (result.Outcome, result.FilledVolume));
    }

    [Fact]
    public void What_is_not_final_in_time_stays_accepted_and_says_so()
    {
        _sandbox.Account.AddSampleOrders(3, 1);
        _sandbox.Exchange.Options.CancelDelay = TimeSpan.FromHours(1);
        MassCancelPlan plan = _desk.Plan(MassCancelScope.Account);
        TimeSpan began = _desk.Time.Elapsed;
        List<HtxCancelResult> results = _desk.Clear(plan, TimeSpan.FromSeconds(3));

        Assert.Equal(3, results.Count);
        Assert.All(results, result => Assert.Equal((CancelOutcome.Accepted, HtxErrorKind.WaitTimeout), (result.Outcome, result.Failure!.Kind)));
        Assert.InRange((_desk.Time.Elapsed - began).TotalSeconds, 3, 3.2);
    }

    [Fact]
    public void What_was_passed_over_is_sent_by_itself_while_the_others_are_followed()
    {
        _sandbox.Account.AddSampleOrders(20, 1);
        _sandbox.Exchange.Options.CancelDelay = TimeSpan.FromSeconds(5);
        MassCancelPlan plan = _desk.Plan(MassCancelScope.Account);
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.FailItems) { Path = Paths.CancelAll, Amount = 8, Times = 1 });
        TimeSpan began = _desk.Time.Elapsed;
        List<HtxCancelResult> results = _desk.Clear(plan, TimeSpan.FromSeconds(20));

        Assert.Equal(20, results.Count);
        Assert.All(results, result => Assert.Contains(result.Outcome, new[] { CancelOutcome.Canceled, CancelOutcome.PartiallyCanceled }));

        // Those that were sent again are final five seconds after that, and it did not wait for the first ones to be so.
        Assert.InRange((_desk.Time.Elapsed - began).TotalSeconds, 5, 8);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public void What_came_after_the_listing_is_found_by_its_id_with_the_contract_that_the_answer_does_not_name(int came)
    {
        _sandbox.Account.AddSampleOrders(5, 1);
        MassCancelPlan plan = _desk.Plan(MassCancelScope.Account);
        _sandbox.Account.AddSampleOrders(came, 5);
        _sandbox.Exchange.Options.CancelDelay = TimeSpan.FromSeconds(1);
        List<HtxCancelResult> results = _desk.Clear(plan, s_tenSeconds);

        Assert.Equal(
            _sandbox.Account.Orders.Select(order => (order.OrderId, order.ContractCode)).Order(),
            results.Select(result => (result.OrderId!, result.ContractCode)).Order());
        Assert.All(results, result => Assert.Contains(result.Outcome, new[] { CancelOutcome.Canceled, CancelOutcome.PartiallyCanceled }));
    }

    [Fact]
    public void What_cannot_be_looked_up_without_a_contract_stays_accepted_and_says_so()
    {
        MassCancelPlan plan = _desk.Plan(MassCancelScope.Account);
        SandboxOrder late = _sandbox.AddOrder();
        _sandbox.Exchange.Faults.Add("1004-before:code=1067:path=/v5/trade/order");
        HtxCancelResult result = Assert.Single(_desk.Clear(plan, s_tenSeconds));

        Assert.Equal((late.OrderId, "", CancelOutcome.Accepted, HtxErrorKind.WaitTimeout), (result.OrderId, result.ContractCode, result.Outcome, result.Failure!.Kind));
        Assert.Contains($"took the cancel of order {late.OrderId}, and", result.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(Means.ListOrders, result.Failure.Guidance!.Means);
    }

    [Fact]
    public void Where_nothing_was_listed_before_not_each_order_is_looked_up_for_its_contract()
    {
        _sandbox.Account.AddSampleOrders(200, 5);
        _sandbox.Exchange.Faults.Add("502:path=/v5/trade/order/opens");
        MassCancelPlan plan = _desk.Plan(MassCancelScope.Account);
        int before = _sandbox.Reads;
        List<HtxCancelResult> results = _desk.Clear(plan, s_tenSeconds);

        Assert.Equal(200, results.Count);
        Assert.All(results, result => Assert.Equal((CancelOutcome.Accepted, null), (result.Outcome, result.Failure)));
        Assert.Equal(before, _sandbox.Reads);
    }

    [Fact]
    public void Rows_come_as_they_are_known()
    {
        string gone = _sandbox.Account.AddOrder(new SandboxOrderTemplate()).OrderId;
        _sandbox.Account.AddSampleOrders(2, 1);
        MassCancelPlan plan = _desk.Plan(MassCancelScope.Account);
        _sandbox.Account.Cancel(gone);
        _sandbox.Exchange.Options.CancelDelay = TimeSpan.FromSeconds(5);
        List<(string Id, double At)> rows = _desk.Time.Run(async () =>
        {
            var seen = new List<(string, double)>();
            TimeSpan began = _desk.Time.Elapsed;
            await foreach (HtxCancelResult result in _desk.Client.Orders.MassCancelAsync(plan, s_tenSeconds).ConfigureAwait(false))
            {
                seen.Add((result.OrderId!, (_desk.Time.Elapsed - began).TotalSeconds));
            }

            return seen;
        });

        Assert.Equal(gone, rows[0].Id);
        Assert.InRange(rows[0].At, 0, 1);
        Assert.All(rows.Skip(1), row => Assert.InRange(row.At, 5, 7));
    }

    [Fact]
    public void Following_that_is_given_up_leaves_nothing_running()
    {
        _sandbox.Account.AddSampleOrders(20, 1);
        _sandbox.Exchange.Options.CancelDelay = TimeSpan.FromHours(1);
        MassCancelPlan plan = _desk.Plan(MassCancelScope.Account);
        Assert.ThrowsAny<OperationCanceledException>(() => _desk.Time.Run(async () =>
        {
            using var end = new CancellationTokenSource();
            Task<List<HtxCancelResult>> clear = _desk.Client.Orders.MassCancelAsync(plan, TimeSpan.FromMinutes(5), end.Token).ToListAsync().AsTask();
            _desk.Time.CreateTimer(_ => end.Cancel(), null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
            return await clear.ConfigureAwait(false);
        }));

        int reads = _sandbox.Reads;
        _desk.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(reads, _sandbox.Reads);
    }
}
