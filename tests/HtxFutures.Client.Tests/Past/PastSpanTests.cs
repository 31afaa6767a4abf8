using HtxFutures.Orders;
using HtxFutures.Past;

namespace HtxFutures.Client.Tests.Past;

/// <summary>What to ask for is worked out before anything is sent.</summary>
public sealed class PastSpanTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(90);

    [Fact]
    public void Without_a_beginning_it_is_the_last_48_hours_before_the_end()
    {
        Assert.Equal((s_now.AddHours(-48), s_now, false), Of(null, null));
        Assert.Equal((s_now.AddHours(-50), s_now.AddHours(-2), false), Of(null, s_now.AddHours(-2)));
        PastSpan all = PastSpan.Of(new FinishedOrdersQuery(), "things", s_kept, s_now, isAll: true);
        Assert.Equal((s_now.AddDays(-90).AddMinutes(10), false), (all.Since, all.IsCut));
    }

    [Fact]
    public void Pieces_are_48_hours_at_most_lie_edge_to_edge_and_cover_all()
    {
        for (int hours = 0; hours < 200; hours += 7)
        {
            ListedSpan[] pieces = [.. new PastSpan(s_now.AddHours(-hours), s_now, false).Pieces()];
            Assert.Equal((s_now, s_now.AddHours(-hours)), (pieces[0].End, pieces[^1].Start));
            Assert.All(pieces, piece => Assert.InRange(piece.End - piece.Start, TimeSpan.Zero, ListedSpan.Longest));
            Assert.All(pieces.Zip(pieces.Skip(1)), pair => Assert.Equal(pair.First.Start, pair.Second.End));
            Assert.Equal(Math.Max(1, (hours + 47) / 48), pieces.Length);
        }
    }

    [Fact]
    public void What_is_kept_no_more_is_left_out_and_that_is_known()
    {
        Assert.Equal((s_now.AddDays(-90).AddMinutes(10), s_now, true), Of(s_now.AddDays(-91), null));
        Assert.Equal((s_now.AddDays(-89), s_now, false), Of(s_now.AddDays(-89), null));
        HtxException failure = Assert.Throws<HtxException>(() => Of(s_now.AddDays(-100), s_now.AddDays(-95)));
        Assert.Equal((HtxErrorKind.InvalidParameter, "The exchange keeps things for 90 days, so of the time before 2026-08-27 08:10:00Z nothing is known, and all of it was asked for."), (failure.Kind, failure.Message));
    }

    [Fact]
    public void No_beginning_lies_after_its_end_and_none_in_the_future()
    {
        Assert.Equal("The beginning, 2026-11-25 07:00:00Z, lies after the end, 2026-11-25 06:00:00Z.", Refused(s_now.AddHours(-1), s_now.AddHours(-2)));
        Assert.StartsWith("2026-11-25 09:00:00Z is in the future: it is 2026-11-25 08:00:00Z at the exchange", Refused(s_now.AddHours(1), null), StringComparison.Ordinal);
        Assert.StartsWith("2026-11-26 08:00:00Z is in the future", Refused(null, s_now.AddDays(1)), StringComparison.Ordinal);
        Assert.StartsWith("2026-11-25 09:00:00Z is in the future", Refused(s_now.AddHours(1), s_now.AddHours(2)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_moment_that_a_computer_knows_is_long_past() =>
        Assert.Contains("nothing is known", Refused(null, DateTimeOffset.MinValue), StringComparison.Ordinal);

    [Fact]
    public void A_clock_that_is_a_little_ahead_is_not_the_future()
    {
        Assert.Equal(s_now, Of(null, s_now.AddSeconds(50)).Until);
        Assert.Contains("lies after", Refused(s_now.AddSeconds(50), null), StringComparison.Ordinal);
    }

    [Fact]
    public void Times_are_whole_milliseconds_in_UTC()
    {
        DateTimeOffset since = new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.FromHours(2)).AddTicks(12_345);
        Assert.Equal((new DateTimeOffset(2026, 11, 25, 7, 0, 0, 1, TimeSpan.Zero), TimeSpan.Zero), (Of(since, null).Since, Of(since, null).Since.Offset));
    }

    private static (DateTimeOffset Since, DateTimeOffset Until, bool IsCut) Of(DateTimeOffset? since, DateTimeOffset? until)
    {
        PastSpan span = PastSpan.Of(new FinishedOrdersQuery { Since = since, Until = until }, "things", s_kept, s_now);
        return (span.Since, span.Until, span.IsCut);
    }

    private static string Refused(DateTimeOffset? since, DateTimeOffset? until) => Assert.Throws<HtxException>(() => Of(since, until)).Message;
}
