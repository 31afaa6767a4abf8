using HtxFutures.Time;

namespace HtxFutures.Client.Tests.Time;

/// <summary>The offset of the exchange's clock: measured by a round trip, then followed (facts 1.3).</summary>
public sealed class ExchangeClockTests
{
    private static readonly DateTimeOffset s_noon = VirtualTime.Start;

    private readonly VirtualTime _time = new();
    private readonly ExchangeClock _clock;

    public ExchangeClockTests() => _clock = new ExchangeClock(_time);

    [Theory]
    [InlineData(0, 100, 50, 0)]
    [InlineData(0, 100, 0, -50)]
    [InlineData(0, 100, 3_600_050, 3_600_000)]
    [InlineData(0, 0, 7, 7)]
    [InlineData(10, 14, -3_599_988, -3_600_000)]
    public void A_round_trip_puts_the_stamp_in_its_middle(int sent, int received, int stamp, int offset)
    {
        _clock.Measure(Ticks(sent), Ticks(received), At(stamp));
        Assert.Equal(TimeSpan.FromMilliseconds(offset), _clock.Offset);
        Assert.Equal(s_noon.AddMilliseconds(offset), _clock.Now);
    }

    [Theory]
    [InlineData(0, 100, 50, 0)] // possible: nothing moves
    [InlineData(0, 100, 0, 0)]
    [InlineData(0, 100, 100, 0)]
    [InlineData(0, 100, 101, 1)] // stamped after we received: at least that much ahead
    [InlineData(0, 100, 5000, 4900)]
    [InlineData(0, 100, -1, -1)] // stamped before we sent: at least that much behind
    [InlineData(0, 100, -5000, -5000)]
    public void An_answer_moves_the_offset_no_further_than_it_must(int sent, int received, int stamp, int offset)
    {
        _clock.Follow(Ticks(sent), Ticks(received), At(stamp));
        Assert.Equal(TimeSpan.FromMilliseconds(offset), _clock.Offset);
    }

    [Fact]
    public void Time_passes_on_it_whatever_the_local_clock_does()
    {
        var host = new HostTime(_time);
        var clock = new ExchangeClock(host);
        clock.Measure(Ticks(0), Ticks(0), At(9000));
        _time.Advance(TimeSpan.FromMilliseconds(500));
        host.Step(TimeSpan.FromMinutes(-7));
        Assert.Equal(At(9500), clock.Now);
        Assert.Equal(TimeSpan.FromMilliseconds(9000) + TimeSpan.FromMinutes(7), clock.Offset);
    }

    [Fact]
    public void A_stamp_that_no_clock_can_go_on_from_is_not_believed()
    {
        _clock.Measure(Ticks(0), Ticks(0), DateTimeOffset.MaxValue);
        _clock.Follow(Ticks(0), Ticks(0), DateTimeOffset.MaxValue);
        Assert.Equal(s_noon, _clock.Now);
    }

    [Fact]
    public void Measuring_forgets_what_was_before()
    {
        _clock.Measure(Ticks(0), Ticks(0), At(9000));
        _clock.Measure(Ticks(0), Ticks(10), At(5));
        Assert.Equal(TimeSpan.Zero, _clock.Offset);
    }

    private static DateTimeOffset At(int milliseconds) => s_noon.AddMilliseconds(milliseconds);

    private static long Ticks(int milliseconds) => milliseconds * TimeSpan.TicksPerMillisecond;
}
