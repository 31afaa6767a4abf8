using HtxFutures.Calls.Budget;

namespace HtxFutures.Client.Tests.Calls.Budget;

/// <summary>Places are given first come, first served, and never too early.</summary>
public sealed class RequestBudgetTests
{
    private const int Limit = 72;

    private readonly VirtualTime _time = new();
    private readonly RequestBudget _budget;

    public RequestBudgetTests() => _budget = new RequestBudget(BudgetBucket.Trade, _time, RequestBudget.DocumentedLimit);

    [Fact]
    public void All_places_of_a_fresh_budget_are_free_and_no_more()
    {
        Assert.All(Acquire(Limit), task => Assert.True(task.IsCompletedSuccessfully));
        Task next = Acquire(1)[0];
        _time.Advance(TimeSpan.FromHours(1));
        Assert.False(next.IsCompleted); // nothing was answered yet
    }

    [Theory]
    [InlineData(24, false)]
    [InlineData(25, true)]
    [InlineData(72, true)]
    public void Budget_is_scarce_when_more_than_a_third_is_used(int used, bool expected)
    {
        Acquire(used);
        Assert.Equal(expected, _budget.IsScarce);
    }

    [Fact]
    public void A_place_is_free_one_interval_after_its_answer_and_not_before()
    {
        Acquire(Limit);
        _time.Advance(TimeSpan.FromMilliseconds(700));
        _budget.Answered(default, default);
        Task next = Acquire(1)[0];

        _time.Advance(TimeSpan.FromMilliseconds(2999));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(11));
        Assert.True(next.IsCompletedSuccessfully);
    }

    [Fact]
    public void Waiters_go_in_the_order_they_came()
    {
        var went = new List<int>();
        Acquire(Limit);
        for (int i = 0; i < 200; i++)
        {
            Follow(_budget.AcquireAsync(CancellationToken.None), i, went);
        }

        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < Limit; i++)
            {
                _budget.Answered(default, default);
                _time.Advance(TimeSpan.FromMilliseconds(1));
            }

            _time.Advance(TimeSpan.FromSeconds(4));
        }

        Assert.Equal(Enumerable.Range(0, 200), went);

        static async void Follow(Task turn, int number, List<int> went)
        {
            await turn.ConfigureAwait(false);
            went.Add(number);
        }
    }

    [Fact]
    public void Who_goes_ahead_passes_those_who_wait_and_not_the_others_that_do()
    {
        Acquire(Limit);
        Task[] patient = Acquire(3);
        Task first = _budget.AcquireAsync(CancellationToken.None, goesAhead: true);
        Task second = _budget.AcquireAsync(CancellationToken.None, goesAhead: true);
        foreach (Task[] gone in (Task[][])[[first], [first, second], [first, second, patient[0]]])
        {
            _budget.Answered(default, default);
            _time.Advance(TimeSpan.FromSeconds(4));
            Assert.Equal(gone.Length, patient.Append(first).Append(second).Count(task => task.IsCompleted));
            Assert.All(gone, task => Assert.True(task.IsCompletedSuccessfully));
        }
    }

    [Fact]
    public void Who_comes_late_does_not_pass_those_who_wait()
    {
        Acquire(Limit);
        Task first = Acquire(1)[0];
        _budget.NotSent();
        Assert.True(first.IsCompletedSuccessfully);

        Task second = Acquire(1)[0];
        Task third = Acquire(1)[0];
        _budget.NotSent();
        Assert.True(second.IsCompletedSuccessfully);
        Assert.False(third.IsCompleted);
    }

    [Fact]
    public void Nor_does_who_comes_when_the_place_is_free_and_the_timer_has_not_rung_yet()
    {
        Acquire(Limit);
        _budget.Answered(default, default);
        DateTimeOffset free = _budget.Snapshot().ResetsAt!.Value;
        _time.Advance(TimeSpan.FromMilliseconds(0.3)); // timers count whole milliseconds, so this one rings late
        Task first = Acquire(1)[0];
        _time.Advance(free - _time.GetUtcNow() + TimeSpan.FromMilliseconds(0.1));
        Assert.False(first.IsCompleted);

        Task late = Acquire(1)[0];
        Assert.False(late.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(first.IsCompletedSuccessfully);
        Assert.False(late.IsCompleted);
    }

    [Fact]
    public void A_request_that_was_not_sent_frees_its_place_at_once()
    {
        Acquire(Limit);
        Task next = Acquire(1)[0];
        _budget.NotSent();
        Assert.True(next.IsCompletedSuccessfully);
        Assert.Equal(0, _budget.Snapshot().Remaining);
    }

    [Fact]
    public void Who_gives_up_waiting_gives_up_the_turn()
    {
        using var stop = new CancellationTokenSource();
        Acquire(Limit);
        Task quitter = _budget.AcquireAsync(stop.Token);
        Task next = Acquire(1)[0];

        stop.Cancel();
        Assert.True(quitter.IsCanceled);
        Assert.Equal(1, _budget.Snapshot().Waiting);
        _budget.NotSent();
        Assert.True(next.IsCompletedSuccessfully);
        Assert.True(_budget.AcquireAsync(stop.Token).IsCanceled);
    }

    [Fact]
    public void Giving_up_after_the_turn_came_changes_nothing()
    {
        using var stop = new CancellationTokenSource();
        Task task = _budget.AcquireAsync(stop.Token);
        stop.Cancel();
        Assert.True(task.IsCompletedSuccessfully);
        Assert.Equal(Limit - 1, _budget.Snapshot().Remaining);
    }

    [Fact]
    public void A_long_queue_that_goes_on_at_once_is_no_deep_stack()
    {
        Acquire(Limit);
        int went = 0;
        Task[] users = [.. Enumerable.Range(0, 50_000).Select(_ => UseAsync())];
        _budget.NotSent();

        Assert.All(users, user => Assert.True(user.IsCompletedSuccessfully));
        Assert.Equal(50_000, went);
        Assert.Equal(1, _budget.Snapshot().Remaining);

        async Task UseAsync()
        {
            await _budget.AcquireAsync(CancellationToken.None).ConfigureAwait(false);
            went++;
            _budget.NotSent();
        }
    }

    [Fact]
    public void The_snapshot_tells_how_things_stand()
    {
        AssertSnapshot(remaining: Limit, resetsIn: null, waiting: 0, rejections: 0);
        Acquire(10);
        for (int i = 0; i < 4; i++)
        {
            _budget.Answered(default, default);
        }

        AssertSnapshot(remaining: 62, resetsIn: 3, waiting: 0, rejections: 0);
        _time.Advance(TimeSpan.FromSeconds(1));
        AssertSnapshot(remaining: 62, resetsIn: 2, waiting: 0, rejections: 0);
        _time.Advance(TimeSpan.FromSeconds(3));
        AssertSnapshot(remaining: 66, resetsIn: null, waiting: 0, rejections: 0);
        Acquire(70);
        AssertSnapshot(remaining: 0, resetsIn: null, waiting: 4, rejections: 0);
        _budget.Suspend(TimeSpan.FromSeconds(2));
        AssertSnapshot(remaining: 0, resetsIn: 2, waiting: 4, rejections: 1);
    }

    [Fact]
    public void A_window_that_is_full_is_no_silence_and_requests_that_are_not_answered_are()
    {
        Acquire(Limit);
        _time.Advance(TimeSpan.FromSeconds(1));
        for (int i = 0; i < Limit; i++)
        {
            _budget.Answered(default, default);
        }

        _budget.Suspend(TimeSpan.FromMinutes(1));
        Acquire(1);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(0, Silence);
        Assert.Equal(30, SilenceAndRests);

        _time.Advance(TimeSpan.FromSeconds(31)); // and it went
        Assert.InRange(Silence, 0.9, 1);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.InRange(Silence, 5.9, 6);

        // What went last was given up: that others wait for a place says nothing.
        _budget.GivenUp();
        _budget.Suspend(TimeSpan.FromMinutes(1));
        Acquire(1);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.InRange(Silence, 10.9, 11);
    }

    [Fact]
    public void Refusals_that_ask_for_a_rest_serve_nobody_though_they_are_answers()
    {
        Acquire(1);
        _budget.Answered(default, default);
        for (int i = 0; i < 20; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(3));
            Acquire(1);
            _budget.Suspend(TimeSpan.FromSeconds(3));
            _budget.Answered(default, default, asksForRest: true);
        }

        Assert.Equal(0, Silence);
        Assert.Equal(60, SilenceAndRests);

        _time.Advance(TimeSpan.FromSeconds(3));
        Acquire(1);
        _budget.Answered(default, default);
        Assert.Equal(0, SilenceAndRests);
    }

    private double SilenceAndRests => _time.GetElapsedTime(_budget.SilentSince(standsOutRests: false)).TotalSeconds;

    private double Silence => _time.GetElapsedTime(_budget.SilentSince(standsOutRests: true)).TotalSeconds;

    private void AssertSnapshot(int remaining, double? resetsIn, int waiting, long rejections)
    {
        HtxRequestBudget snapshot = _budget.Snapshot();
        Assert.Equal((BudgetBucket.Trade, Limit, TimeSpan.FromSeconds(3), BudgetSource.Documented), (snapshot.Bucket, snapshot.Limit, snapshot.Interval, snapshot.Source));
        Assert.Equal((remaining, waiting, rejections), (snapshot.Remaining, snapshot.Waiting, snapshot.Rejections));
        Assert.Equal(resetsIn is null, snapshot.ResetsAt is null);
        if (resetsIn is { } seconds)
        {
            Assert.InRange((snapshot.ResetsAt!.Value - _time.GetUtcNow()).TotalSeconds, seconds, seconds + 0.01);
        }
    }

    private Task[] Acquire(int count) => [.. Enumerable.Range(0, count).Select(_ => _budget.AcquireAsync(CancellationToken.None))];
}
