using HtxFutures.Calls.Budget;

namespace HtxFutures.Client.Tests.Calls.Budget;

/// <summary>What the headers tell of other programs on the same account, and of the windows that these begin.</summary>
public sealed class OtherProgramsTests
{
    private const long Reset = 1789716095315;

    private readonly VirtualTime _time = new();
    private readonly WindowTracker _windows;

    public OtherProgramsTests() => _windows = new WindowTracker(_time, 72);

    [Theory]
    [InlineData(2.99)]
    [InlineData(null)] // without names
    public void A_window_that_is_over_does_not_hide_others_in_the_next(double? untilReset)
    {
        for (int remaining = 71; remaining >= 2; remaining--)
        {
            Answer(remaining, window: 0, untilReset);
        }

        // Sent within the first window, and answered when it is over: nobody has asked in between.
        At(3.1);
        Answer(31, window: 1, untilReset - 0.04, sent: 2.9);
        Assert.Equal(41, Counted());
    }

    [Fact]
    public void Nor_does_one_that_may_still_last_as_far_as_we_know()
    {
        At(0.5);
        for (int remaining = 71; remaining >= 2; remaining--)
        {
            Answer(remaining, window: 0, untilReset: 2.5, sent: 0);
        }

        // The exchange's first window ended at 3 s; that is known here only half a second later.
        At(3.2);
        Answer(31, window: 1, untilReset: 2.9, sent: 3.1);
        Assert.Equal(70 + 41, Counted());
        At(3.6);
        Assert.Equal(41, Counted());
    }

    [Theory]
    [InlineData(940)]
    [InlineData(20)]
    [InlineData(-400)]
    public void An_exchange_whose_clock_is_set_within_a_window_makes_no_others(double windows)
    {
        for (int remaining = 71; remaining >= 62; remaining--)
        {
            Answer(remaining, window: 0, untilReset: 2.99);
        }

        At(0.5);
        Answer(61, window: windows, untilReset: 2.49);
        Assert.Equal(11, Counted());
    }

    [Fact]
    public void Others_have_one_window_at_a_time()
    {
        Answer(61, window: 0, untilReset: 2.99);
        Assert.Equal(11, Counted());
        Answer(60, window: 0, untilReset: 2.99);
        Assert.Equal(12, Counted());
        At(2.995);
        Answer(51, window: 1, untilReset: 2.99);
        Assert.Equal(3 + 20, Counted());
    }

    [Fact]
    public void Answers_that_name_no_window_tell_of_others_too()
    {
        Answer(61, window: 0, untilReset: null);
        Assert.Equal(11, Counted());
        Answer(60, window: 0, untilReset: -3600);
        Assert.Equal(12, Counted());
        At(3.004);
        Assert.Equal(0, Counted());
    }

    [Fact]
    public void Resets_of_one_window_that_differ_a_little_are_no_sign_of_others()
    {
        Answer(71, window: 0, untilReset: 2.99);
        Answer(70, window: 0.1, untilReset: 2.99);
        Answer(69, window: 0, untilReset: 2.99);
        Assert.Equal(3, Counted());
    }

    [Fact]
    public void A_window_that_another_program_began_is_over_when_its_reset_says_so()
    {
        // The first request of a window shows that the reset can be relied on.
        Answer(71, window: 0, untilReset: 2.99);
        At(10);

        Answer(61, window: 10, untilReset: 1);
        Assert.Equal(11, Counted());
        At(11.005);
        Assert.Equal(11, Counted()); // ten milliseconds more, by which the first one came early
        At(11.015);
        Assert.Equal(0, Counted());
    }

    [Fact]
    public void An_answer_that_was_longer_under_way_than_a_window_lasts_tells_of_none()
    {
        At(3.1);
        Answer(2, window: 0, untilReset: -0.1, sent: 0);
        Assert.Equal(1, Counted());
    }

    [Theory]
    [InlineData(2.8, 2.99)]
    [InlineData(2.99, 2.8)]
    public void Of_several_gateways_the_one_whose_clock_is_furthest_ahead_is_believed(double first, double second)
    {
        Answer(71, window: 0, untilReset: first);
        At(5);
        Answer(71, window: 5, untilReset: second);
        At(10);
        Answer(61, window: 10, untilReset: 1);
        At(11.19);
        Assert.Equal(11, Counted());
        At(11.21);
        Assert.Equal(0, Counted());
    }

    [Fact]
    public void A_reset_that_has_never_been_proved_is_not_relied_on()
    {
        Answer(61, window: 0, untilReset: 1);
        At(2.999);
        Assert.Equal(11, Counted());
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(31_557_600_000.0)] // a thousand years
    [InlineData(-31_557_600_000.0)]
    public void Nor_is_any_once_one_was_none(double nonsense)
    {
        Answer(71, window: 0, untilReset: nonsense);
        At(5);
        Answer(71, window: 5, untilReset: 2.99);
        At(10);
        Answer(61, window: 10, untilReset: 1);
        At(12.99);
        Assert.Equal(11, Counted());
        At(13.01);
        Assert.Equal(0, Counted());
    }

    private void At(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds) - _time.Elapsed);

    private void Answer(int remaining, double window, double? untilReset, double? sent = null)
    {
        RateReading reading = new()
        {
            Limit = 72,
            Interval = TimeSpan.FromSeconds(3),
            Remaining = remaining,
            Reset = Reset + (long)(window is 1 ? 3000 : window * 1000),
            UntilReset = untilReset is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
        _windows.Answered(reading, sent is { } moment ? TimeSpan.FromSeconds(moment).Ticks : _time.GetTimestamp(), _time.GetTimestamp(), unanswered: 0);
    }

    private int Counted()
    {
        (int ours, int others) = _windows.Counted(_time.GetTimestamp());
        return ours + others;
    }
}
