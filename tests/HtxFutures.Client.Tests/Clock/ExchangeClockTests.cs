using HtxFutures.Time;

namespace HtxFutures.Client.Tests.Clock;

/// <summary>The offset of the exchange's clock: measured by a round trip, then followed (facts 1.3).</summary>
public sealed class ExchangeClockTests
{
    private static readonly DateTimeOffset s_noon = VirtualTime.Start;

    private readonly ExchangeClock _clock = new(new VirtualTime());

    [Theory]
    [InlineData(0, 100, 50, 0)]
    [InlineData(0, 100, 0, -50)]
    [InlineData(0, 100, 3_600_050, 3_600_000)]
    [InlineData(0, 0, 7, 7)]
    [InlineData(10, 14, -3_599_988, -3_600_000)]
    public void A_round_trip_puts_the_stamp_in_its_middle(int sent, int received, int stamp, int offset)
    {
        _clock.Measure(At(sent), At(received), At(stamp));
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
    [InlineData(100, 0, 5000, 0)] // the local clock was set back on the way: such an answer says nothing
    public void An_answer_moves_the_offset_no_further_than_it_must(int sent, int received, int stamp, int offset)
    {
        _clock.Follow(At(sent), At(received), At(stamp));
        Assert.Equal(TimeSpan.FromMilliseconds(offset), _clock.Offset);
    }

    [Fact]
    public void Measuring_forgets_what_was_before()
    {
        _clock.Measure(At(0), At(0), At(9000));
        _clock.Measure(At(0), At(10), At(5));
        Assert.Equal(TimeSpan.Zero, _clock.Offset);
    }

    private static DateTimeOffset At(int milliseconds) => s_noon.AddMilliseconds(milliseconds);
}
