using HtxFutures.Binding;

namespace HtxFutures.Tests.Binding;

public sealed class AgeWindowTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 9, 18, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(30, false, true)]
    [InlineData(60, false, false)]
    [InlineData(90, true, false)]
    public void Age_is_measured_to_the_exchanges_clock(int minutes, bool isOlder, bool isNewer)
    {
        Assert.Equal(isOlder, Window(olderThan: s_hour).Includes(Placed(minutes)));
        Assert.Equal(isNewer, Window(newerThan: s_hour).Includes(Placed(minutes)));
        Assert.True(Window().Includes(Placed(minutes)));
    }

    [Theory]
    [InlineData(30, false)]
    [InlineData(90, true)]
    [InlineData(150, false)]
    public void Both_make_a_window(int minutes, bool isIn) => Assert.Equal(isIn, Window(s_hour, 2 * s_hour).Includes(Placed(minutes)));

    [Fact]
    public void An_order_of_unknown_age_is_neither_old_nor_new()
    {
        HtxOrder unknown = new() { ContractCode = "BTC-USDT", OrderId = "1" };
        Assert.False(Window(olderThan: TimeSpan.Zero).Includes(unknown));
        Assert.False(Window(newerThan: TimeSpan.MaxValue).Includes(unknown));
        Assert.True(Window().Includes(unknown));
    }

    [Fact]
    public void Nothing_is_older_than_the_calendar()
    {
        Assert.False(Window(olderThan: TimeSpan.MaxValue).Includes(Placed(60)));
        Assert.True(Window(newerThan: TimeSpan.MaxValue).Includes(Placed(60)));
    }

    [Fact]
    public void What_it_was_understood_as_is_told_in_utc()
    {
        Assert.Equal(
            ["-OlderThan: 00:30:00, so placed before 2026-09-18 11:30:00Z.", "-NewerThan: 1.12:00:00, so placed after 2026-09-17 00:00:00Z."],
            Window(TimeSpan.FromMinutes(30), TimeSpan.FromHours(36)).Words);
        Assert.Empty(Window().Words);
    }

    [Fact]
    public void A_window_that_no_order_can_be_in_is_told()
    {
        Assert.NotNull(Window(s_hour, s_hour).Contradiction);
        Assert.Null(Window(s_hour, 2 * s_hour).Contradiction);
        Assert.Null(Window(olderThan: s_hour).Contradiction);
    }

    private static AgeWindow Window(TimeSpan? olderThan = null, TimeSpan? newerThan = null) => new(olderThan, newerThan, () => s_noon);

    private static HtxOrder Placed(int minutesAgo) => new() { ContractCode = "BTC-USDT", OrderId = "1", CreatedAt = s_noon.AddMinutes(-minutesAgo) };
}
