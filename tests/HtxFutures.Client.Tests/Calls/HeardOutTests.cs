using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Calls;

/// <summary>A look that nobody waits for any more is heard out: its answer frees its place, which would stay taken for long without one.</summary>
public sealed class HeardOutTests
{
    private readonly VirtualSandbox _sandbox = VirtualSandbox.Remote();

    [Fact]
    public void Place_of_a_look_that_is_given_up_is_free_as_soon_as_that_of_one_that_is_not()
    {
        using Desk desk = _sandbox.Open();
        desk.Time.Advance(TimeSpan.FromSeconds(20));
        GiveUp(desk, stop => desk.Client.Orders.ListOpenAsync(cancellationToken: stop).ToListAsync(CancellationToken.None).AsTask());
        Assert.Equal(71, Free(desk, BudgetBucket.Read));

        desk.Time.Advance(TimeSpan.FromSeconds(3.1));
        Assert.Equal(72, Free(desk, BudgetBucket.Read));
    }

    [Fact]
    public void What_does_something_is_broken_off_and_may_be_counted_for_longer()
    {
        using Desk desk = _sandbox.Open();
        OrderReference order = VirtualSandbox.Reference(_sandbox.AddOrder());
        GiveUp(desk, stop => desk.Client.Orders.CancelAsync(order, stop));
        desk.Time.Advance(TimeSpan.FromSeconds(3.1));
        Assert.Equal(71, Free(desk, BudgetBucket.Trade));

        desk.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(72, Free(desk, BudgetBucket.Trade));
    }

    [Fact]
    public void Who_gives_a_look_up_waits_no_longer_for_it()
    {
        using Desk desk = _sandbox.Open();
        _sandbox.Exchange.Faults.Add("hang-after:kind=read");
        TimeSpan start = desk.Time.Elapsed;
        GiveUp(desk, stop => desk.Client.Orders.ListOpenAsync(cancellationToken: stop).ToListAsync(CancellationToken.None).AsTask());
        Assert.Equal(TimeSpan.FromMilliseconds(20), desk.Time.Elapsed - start);
    }

    private static void GiveUp<T>(Desk desk, Func<CancellationToken, Task<T>> call) =>
        Assert.ThrowsAny<OperationCanceledException>(() => desk.Time.Run(async () =>
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(20), desk.Time);
            return await call(stop.Token).ConfigureAwait(false);
        }));

    private static int Free(Desk desk, BudgetBucket bucket) => desk.Client.GetRequestBudgets().Single(budget => budget.Bucket == bucket).Remaining;
}
