using HtxFutures.Client.Tests.Instruments;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Runs;
using HtxFutures.Sandbox;
using HtxFutures.Time;

namespace HtxFutures.Client.Tests.Orders.Stopping;

/// <summary>Who listens hears of every order that was sent, also where nobody waits for what becomes of it.</summary>
public sealed class GivenUpTests
{
    private readonly VirtualSandbox _sandbox = new();
    private readonly Ear _ear = new();

    [Fact]
    public void Order_that_was_sent_and_given_up_is_told_as_unknown_and_one_that_was_not_sent_is_not_told()
    {
        _sandbox.Account.SetLimit(SandboxRequestKind.Trade, 1);
        using Desk desk = _sandbox.Open(options => options with { Budgets = new BudgetRegistry(options.TimeProvider) { AssumedLimit = 1 } });
        _sandbox.Exchange.Faults.Add("hang-after:kind=trade");
        OrderReference[] orders = [.. Enumerable.Range(0, 20).Select(_ => VirtualSandbox.Reference(_sandbox.AddOrder()))];
        CancelRun run = Heard(desk).BeginCancelRun();
        orders.ToList().ForEach(order => Assert.True(run.TryPost(order)));
        desk.Time.Advance(TimeSpan.FromMilliseconds(500));
        run.Abandon();
        desk.Time.Run(() => run.DisposeAsync().AsTask());

        Assert.Equal(orders.Take(10).Select(order => order.OrderId), _ear.Results.Select(result => result.OrderId));
        Assert.All(_ear.Results, result => Assert.Equal((CancelOutcome.Unknown, HtxErrorKind.OutcomeUnknown, 1), (result.Outcome, result.Failure!.Kind, result.Attempts)));
        Assert.False(run.TryRead(out _)); // told to who listens, and to nobody else
    }

    [Fact]
    public void Order_whose_end_nobody_awaits_is_told_as_it_was_known_last()
    {
        _sandbox.Exchange.Options.CancelDelay = TimeSpan.FromHours(1);
        using Desk desk = _sandbox.Open();
        CancelRun run = Heard(desk).BeginCancelRun(new CancelRunOptions { WaitTimeout = TimeSpan.FromMinutes(1) });
        Assert.True(run.TryPost(VirtualSandbox.Reference(_sandbox.AddOrder())));
        desk.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Empty(_ear.Results);
        run.Abandon();
        desk.Time.Run(() => run.DisposeAsync().AsTask());

        Assert.Equal(CancelOutcome.Accepted, Assert.Single(_ear.Results).Outcome);
    }

    [Fact]
    public void Every_result_is_told_once_whether_it_is_taken_out_or_not()
    {
        using Desk desk = _sandbox.Open();
        CancelRun run = Heard(desk).BeginCancelRun();
        OrderReference[] orders = [.. Enumerable.Range(0, 25).Select(_ => VirtualSandbox.Reference(_sandbox.AddOrder()))];
        orders.ToList().ForEach(order => Assert.True(run.TryPost(order)));
        Assert.True(run.TryPost(orders[0]));
        run.Complete();
        desk.Time.Run(() => run.DisposeAsync().AsTask());

        Assert.Equal(26, _ear.Results.Count);
        Assert.Equal(orders.Select(order => order.OrderId).Order(StringComparer.Ordinal), _ear.Results.Select(result => result.OrderId).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Single_order_that_is_given_up_is_told()
    {
        using Desk desk = _sandbox.Open();
        _sandbox.Exchange.Faults.Add("hang-after:kind=trade");
        Assert.ThrowsAny<OperationCanceledException>(() => desk.Time.Run(async () =>
        {
            using var end = new CancellationTokenSource();
            Task<HtxCancelResult> cancel = Heard(desk).CancelAsync(VirtualSandbox.Reference(_sandbox.AddOrder()), end.Token);
            await Pause.ForAsync(TimeSpan.FromMilliseconds(100), desk.Time, CancellationToken.None);
            end.Cancel();
            return await cancel;
        }));

        Assert.Equal(CancelOutcome.Unknown, Assert.Single(_ear.Results).Outcome);
    }

    [Fact]
    public void Mass_cancel_that_is_given_up_is_told_of_each_order_that_was_listed()
    {
        for (int i = 0; i < 3; i++)
        {
            _sandbox.AddOrder();
        }

        using Desk desk = _sandbox.Open();
        MassCancelPlan plan = desk.Time.Run(() => desk.Client.Orders.PlanMassCancelAsync(MassCancelScope.Account));
        _sandbox.Exchange.Faults.Add("hang-after:kind=trade");
        Assert.ThrowsAny<OperationCanceledException>(() => desk.Time.Run(async () =>
        {
            using var end = new CancellationTokenSource();
            Task<List<HtxCancelResult>> cancel = Heard(desk).MassCancelAsync(plan, end.Token).ToListAsync().AsTask();
            await Pause.ForAsync(TimeSpan.FromMilliseconds(100), desk.Time, CancellationToken.None);
            end.Cancel();
            return await cancel;
        }));

        Assert.Equal(plan.Orders.Select(order => order.OrderId), _ear.Results.Select(result => result.OrderId));
        Assert.All(_ear.Results, result => Assert.Equal((CancelOutcome.Unknown, 1), (result.Outcome, result.Attempts)));
    }

    [Fact]
    public void Mass_cancel_of_which_a_few_rows_are_read_is_told_whole()
    {
        for (int i = 0; i < 30; i++)
        {
            _sandbox.AddOrder();
        }

        using Desk desk = _sandbox.Open();
        MassCancelPlan plan = desk.Time.Run(() => desk.Client.Orders.PlanMassCancelAsync(MassCancelScope.Account));
        desk.Time.Run(async () => await Heard(desk).MassCancelAsync(plan).Take(3).ToListAsync());

        Assert.Equal(30, _ear.Results.Select(result => result.OrderId).Distinct().Count());
        Assert.Equal(30, _ear.Results.Count);
    }

    private OrderDesk Heard(Desk desk) => desk.Client.Orders.HeardBy(_ear.Requests, _ear);

    private sealed class Ear : IResultListener<HtxCancelResult>
    {
        private readonly List<HtxCancelResult> _results = [];

        public HeardRequests Requests { get; } = new();

        public IReadOnlyList<HtxCancelResult> Results
        {
            get
            {
                lock (_results)
                {
                    return [.. _results];
                }
            }
        }

        public void Known(HtxCancelResult result)
        {
            lock (_results)
            {
                _results.Add(result);
            }
        }
    }
}
