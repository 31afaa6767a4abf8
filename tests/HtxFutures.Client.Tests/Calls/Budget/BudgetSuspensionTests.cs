using HtxFutures.Calls.Budget;

namespace HtxFutures.Client.Tests.Calls.Budget;

/// <summary>After a refusal nothing goes before the reset, and nothing that may go waits longer.</summary>
public sealed class BudgetSuspensionTests
{
    private const int Limit = 72;

    private readonly VirtualTime _time = new();
    private readonly RequestBudget _budget;

    public BudgetSuspensionTests() => _budget = new RequestBudget(BudgetBucket.Trade, _time, RequestBudget.DocumentedLimit);

    [Fact]
    public void During_a_suspension_nothing_goes_and_after_it_all_goes_that_may()
    {
        Acquire(1);
        _budget.Suspend(TimeSpan.FromSeconds(1));
        _budget.Answered(default, default);
        Task[] waiting = Acquire(100);

        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.DoesNotContain(waiting, task => task.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(2));
        Assert.Equal(Limit - 1, waiting.Count(task => task.IsCompleted)); // one place still cools
    }

    [Fact]
    public void A_shorter_suspension_does_not_end_a_longer_one()
    {
        _budget.Suspend(TimeSpan.FromSeconds(5));
        _budget.Suspend(TimeSpan.FromSeconds(1));
        Task next = Acquire(1)[0];
        _time.Advance(TimeSpan.FromMilliseconds(4999));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(2));
        Assert.True(next.IsCompletedSuccessfully);
        Assert.Equal(2, _budget.Snapshot().Rejections);
    }

    [Fact]
    public void A_suspension_longer_than_the_cooling_holds_a_full_budget_too()
    {
        Acquire(Limit);
        Task next = Acquire(1)[0];
        _budget.Suspend(TimeSpan.FromSeconds(10));
        _budget.Answered(default, default);
        _time.Advance(TimeSpan.FromMilliseconds(9999));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(2));
        Assert.True(next.IsCompletedSuccessfully);
    }

    private Task[] Acquire(int count) => [.. Enumerable.Range(0, count).Select(_ => _budget.AcquireAsync(CancellationToken.None))];
}
