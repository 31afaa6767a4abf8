using HtxFutures.Calls.Budget;

namespace HtxFutures.Client.Tests.Calls.Budget;

/// <summary>What lets requests go before an interval has passed since their own answers, and what must not.</summary>
public sealed class WindowNameTests
{
    private const long Reset = 1789716095315;

    private readonly VirtualTime _time = new();
    private readonly WindowTracker _windows;

    public WindowNameTests() => _windows = new WindowTracker(_time, 72);

    [Fact]
    public void Those_answered_within_an_interval_of_the_first_ones_sending_go_together()
    {
        Answer(71, untilReset: 2.99);
        At(2.99);
        Answer(70, untilReset: 0.005, sent: 2.9);
        At(3.0035);
        Assert.Equal(0, Counted());
    }

    [Fact]
    public void The_first_one_may_be_answered_after_the_others()
    {
        At(0.2);
        Answer(70, untilReset: 2.79, sent: 0);
        At(0.4);
        Answer(71, untilReset: 2.6, sent: 0);
        At(2.9);
        Answer(69, untilReset: 0.1, sent: 2.8);
        At(3.204);
        Assert.Equal(2, Counted());
        At(3.404);
        Assert.Equal(0, Counted());
    }

    [Theory]
    [InlineData(2.998, 2.99)] // clocks do not run at one pace: by the exchange's, it may have been over
    [InlineData(3.1, 2.9)] // it came back late
    [InlineData(3.1, 3.05)]
    public void One_that_may_have_been_counted_after_the_windows_end_is_held_for_itself(double answered, double sent)
    {
        Answer(71, untilReset: 2.99);
        At(answered);
        Answer(70, untilReset: 0.001, sent);
        At(answered + 2.99);
        Assert.Equal(1, Counted());
        At(answered + 3.004);
        Assert.Equal(0, Counted());
    }

    [Theory]
    [InlineData(0.0)] // stands still
    [InlineData(-3600.0)] // lies in the past
    [InlineData(-1789716090.0)] // is in seconds
    [InlineData(3.06)] // later than any window's end
    [InlineData(null)] // the answer has no stamp
    public void A_reset_that_cannot_be_the_windows_end_names_none(double? untilReset)
    {
        Answer(71, untilReset: 2.99);
        At(2.99);
        for (int remaining = 70; remaining >= 0; remaining--)
        {
            Answer(remaining, untilReset);
        }

        At(3.005);
        Assert.Equal(71, Counted());
        At(5.98);
        Assert.Equal(71, Counted());
        At(5.995);
        Assert.Equal(0, Counted());
    }

    [Fact]
    public void Without_the_first_ones_answer_each_is_held_for_itself()
    {
        Answer(60, untilReset: 2.99);
        At(2.9);
        Answer(59, untilReset: 0.09);
        At(3.004);
        Assert.Equal(1, Counted());
        At(5.89);
        Assert.Equal(1, Counted());
        At(5.91);
        Assert.Equal(0, Counted());
    }

    [Fact]
    public void What_remains_proves_a_beginning_only_where_it_is_told_of_what()
    {
        // Of seventy-two, as we believe; in truth of a hundred, so it was the twenty-ninth.
        RateReading reading = new() { Remaining = 71, Reset = Reset, UntilReset = TimeSpan.FromSeconds(1) };
        _windows.Answered(reading, 0, 0, 0);
        At(0.9);
        _windows.Answered(reading with { Remaining = 70, UntilReset = TimeSpan.FromSeconds(0.1) }, _time.GetTimestamp(), _time.GetTimestamp(), 0);
        At(3.8);
        Assert.Equal(1, Counted());
    }

    [Fact]
    public void An_interval_may_last_a_thousandth_longer_on_our_clock()
    {
        Answer(71, untilReset: null);
        At(3.0029);
        Assert.Equal(1, Counted());
        At(3.0031);
        Assert.Equal(0, Counted());
    }

    [Fact]
    public void What_was_given_up_is_held_for_as_long_as_the_exchange_may_stall_and_an_interval()
    {
        At(10);
        _windows.GivenUp(_time.GetTimestamp());
        At(10 + 13.012);
        Assert.Equal(1, Counted());
        At(10 + 13.014);
        Assert.Equal(0, Counted());
    }

    private void At(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds) - _time.Elapsed);

    private void Answer(int remaining, double? untilReset, double? sent = null)
    {
        RateReading reading = new()
        {
            Limit = 72,
            Interval = TimeSpan.FromSeconds(3),
            Remaining = remaining,
            Reset = Reset,
            UntilReset = untilReset is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
        // So many more of ours are under way that nothing can be told of others.
        _windows.Answered(reading, sent is { } moment ? TimeSpan.FromSeconds(moment).Ticks : _time.GetTimestamp(), _time.GetTimestamp(), unanswered: 72);
    }

    private int Counted()
    {
        (int ours, int others) = _windows.Counted(_time.GetTimestamp());
        return ours + others;
    }
}
