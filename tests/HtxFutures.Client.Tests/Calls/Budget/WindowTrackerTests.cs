using HtxFutures.Calls.Budget;

namespace HtxFutures.Client.Tests.Calls.Budget;

/// <summary>What the exchange's headers teach, and what they must not.</summary>
public sealed class WindowTrackerTests
{
    private const long Reset = 1789716095315;

    private readonly VirtualTime _time = new();
    private readonly WindowTracker _windows;

    public WindowTrackerTests() => _windows = new WindowTracker(_time, 72);

    [Fact]
    public void All_answers_with_one_reset_are_over_together_an_interval_after_the_first()
    {
        Answer(Reading(71));
        _time.Advance(TimeSpan.FromSeconds(2));
        Answer(Reading(70));
        Assert.Equal(2, Counted());

        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(2, Counted());
        _time.Advance(TimeSpan.FromMilliseconds(5));
        Assert.Equal(0, Counted());
    }

    [Fact]
    public void An_answer_without_headers_is_held_from_its_own_arrival()
    {
        Answer(Reading(71));
        _time.Advance(TimeSpan.FromSeconds(2));
        Answer(default);
        _time.Advance(TimeSpan.FromMilliseconds(1004));
        Assert.Equal(1, Counted());
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, Counted());
    }

    [Fact]
    public void A_new_reset_is_a_new_window()
    {
        Answer(Reading(71));
        _time.Advance(TimeSpan.FromSeconds(2.9));
        Answer(Reading(71) with { Reset = Reset + 3000, UntilReset = TimeSpan.FromSeconds(2.99) });
        _time.Advance(TimeSpan.FromMilliseconds(104));
        Assert.Equal(1, Counted());
    }

    [Fact]
    public void Requests_of_other_programs_are_counted_beside_ours()
    {
        Answer(Reading(61));
        Assert.Equal(11, Counted());
        Answer(Reading(60));
        Assert.Equal(12, Counted());
    }

    [Fact]
    public void Ours_that_are_under_way_are_not_taken_for_others()
    {
        long now = _time.GetTimestamp();
        _windows.Answered(Reading(61), now, now, unanswered: 10);
        Assert.Equal(1, Counted());
    }

    [Theory]
    [InlineData(10)]
    [InlineData(144)]
    public void The_exchange_can_raise_and_lower_the_limit(int limit)
    {
        Answer(Reading(limit - 1) with { Limit = limit, Interval = TimeSpan.FromSeconds(1) });
        Assert.Equal((limit, TimeSpan.FromSeconds(1), true), (_windows.Limit, _windows.Interval, _windows.HasReading));
        _time.Advance(TimeSpan.FromMilliseconds(1005));
        Assert.Equal(0, Counted());
    }

    [Theory]
    [InlineData(0, 3000)]
    [InlineData(72, 0)]
    [InlineData(72, 86_400_000)]
    [InlineData(72, 60_001)]
    public void Numbers_that_make_no_sense_teach_nothing(int limit, int interval)
    {
        Answer(Reading(71) with { Limit = limit, Interval = TimeSpan.FromMilliseconds(interval) });
        Assert.Equal((72, TimeSpan.FromSeconds(3), false), (_windows.Limit, _windows.Interval, _windows.HasReading));
    }

    // The reset lies 2.99 s after the first answer, as recorded (facts 5).
    private RateReading Reading(int remaining) => new()
    {
        Limit = 72,
        Interval = TimeSpan.FromSeconds(3),
        Remaining = remaining,
        Reset = Reset,
        UntilReset = TimeSpan.FromSeconds(2.99) - _time.Elapsed,
    };

    private void Answer(RateReading reading)
    {
        _windows.Counted(_time.GetTimestamp());
        _windows.Answered(reading, _time.GetTimestamp(), _time.GetTimestamp(), unanswered: 0);
    }

    private int Counted()
    {
        (int ours, int others) = _windows.Counted(_time.GetTimestamp());
        return ours + others;
    }
}
