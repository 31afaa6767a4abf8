using System.Runtime.CompilerServices;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Time;

namespace HtxFutures.Client.Tests.Orders.Stopping;

/// <summary>A run as a stream: listed orders in at one end, their results out at the other.</summary>
public sealed class CancelStreamTests
{
    private readonly VirtualSandbox _sandbox = new();

    [Fact]
    public void Orders_are_stopped_while_they_are_still_being_listed()
    {
        for (int i = 0; i < 1500; i++)
        {
            _sandbox.AddOrder();
        }

        using Desk desk = _sandbox.Open();
        List<HtxCancelResult> results = desk.Time.Run(async () => await desk.Client.Orders.BeginCancelRun().RunAsync(desk.Client.Orders.ListOpenAsync()).ToListAsync());

        Assert.Equal(1500, results.Select(result => result.OrderId).Distinct().Count());
        Assert.All(results, result => Assert.Equal(CancelOutcome.Accepted, result.Outcome));
        Assert.All(results, result => Assert.NotNull(result.Order));
    }

    [Fact]
    public void Results_come_before_the_failure_of_the_listing()
    {
        _sandbox.AddOrder();
        using Desk desk = _sandbox.Open();
        List<HtxOrder> orders = desk.List();
        List<HtxCancelResult> results = [];

        async IAsyncEnumerable<HtxOrder> BreakOffAsync()
        {
            yield return orders[0];
            await Task.CompletedTask;
            throw new HtxException(HtxErrorKind.NetworkError, "The second page did not come.");
        }

        HtxException failure = Assert.Throws<HtxException>(() => desk.Time.Run(async () =>
        {
            await foreach (HtxCancelResult result in desk.Client.Orders.BeginCancelRun().RunAsync(BreakOffAsync()))
            {
                results.Add(result);
            }

            return true;
        }));

        Assert.Equal("The second page did not come.", failure.Message);
        Assert.Equal(CancelOutcome.Accepted, Assert.Single(results).Outcome);
    }

    [Fact]
    public void Who_stops_reading_abandons_the_run()
    {
        HtxOrder[] orders = [.. Enumerable.Range(0, 11).Select(_ => VirtualSandbox.Reference(_sandbox.AddOrder())).Select(order => new HtxOrder { ContractCode = order.ContractCode, OrderId = order.OrderId! })];
        using Desk desk = _sandbox.Open();
        bool isAskedForMore = false;

        async IAsyncEnumerable<HtxOrder> OneBatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            foreach (HtxOrder order in orders.Take(10))
            {
                yield return order;
            }

            await Pause.ForAsync(TimeSpan.FromHours(1), desk.Time, cancellationToken);
            isAskedForMore = true;
            yield return orders[10];
        }

        HtxCancelResult first = desk.Time.Run(async () => await desk.Client.Orders.BeginCancelRun().RunAsync(OneBatchAsync()).FirstAsync());

        Assert.Equal(CancelOutcome.Accepted, first.Outcome);
        desk.Time.Advance(TimeSpan.FromHours(2));
        Assert.False(isAskedForMore);
        Assert.Equal(1, _sandbox.Exchange.Counters.RequestsTo(Paths.CancelBatch));
        Assert.Equal(0, _sandbox.Exchange.Counters.RequestsTo(Paths.CancelOrder));
    }
}
