using System.Text;
using HtxFutures.Calls.Answers;
using HtxFutures.Switch;

namespace HtxFutures.Client.Tests.Switch;

/// <summary>The dead-man's switch on the wire (facts 2.4).</summary>
public sealed class AutoCancelWireTests
{
    private static readonly DateTimeOffset s_stamp = DateTimeOffset.FromUnixTimeMilliseconds(1789716092325);
    private static readonly TimeSpan s_halfMinute = TimeSpan.FromSeconds(30);

    [Fact]
    public void Values_travel_as_numbers()
    {
        Assert.Equal("""{"on_off":1,"time_out":30000}""", Body(s_halfMinute));
        Assert.Equal("""{"on_off":1,"time_out":5000}""", Body(TimeSpan.FromSeconds(5.0009)));
        Assert.Equal("""{"on_off":0}""", Body(null));
    }

    [Theory]
    [InlineData("""{"current_time":"1789716092000","trigger_time":"1789716122000"}""", 1789716092000, 1789716122000)]
    [InlineData("""{"current_time":1789716092000,"trigger_time":1789716122000,"member_of_tomorrow":[1]}""", 1789716092000, 1789716122000)]
    [InlineData("""{"current_time":"1789716092000","trigger_time":"1789716097000"}""", 1789716092000, 1789716097000)]
    [InlineData("""{"current_time":"1789716092000"}""", 1789716092000, 1789716122000)]
    [InlineData("""{"current_time":"1789716092000","trigger_time":"1789716092000"}""", 1789716092000, 1789716122000)]
    [InlineData("""{"current_time":"1789716092000","trigger_time":""}""", 1789716092000, 1789716122000)]
    [InlineData("""{"current_time":"1789716092000","trigger_time":"1789716152000"}""", 1789716092000, 1789716152000)]
    [InlineData("""{"current_time":"1789716092000","trigger_time":"32503679999999"}""", 1789716092000, 1789716122000)]
    [InlineData("""{"current_time":253402300799999}""", 1789716092325, 1789716122325)]
    [InlineData("""{"current_time":"1789716092000","trigger_time":"1789716122000","trigger_time":"1789716097000"}""", 1789716092325, 1789716122325)]
    [InlineData("""{"current_time":"1789716092000","trigger_time":"\ud800"}""", 1789716092325, 1789716122325)]
    [InlineData("""{"\udc00":1}""", 1789716092325, 1789716122325)]
    [InlineData("{}", 1789716092325, 1789716122325)]
    [InlineData("\"ok\"", 1789716092325, 1789716122325)]
    [InlineData("", 1789716092325, 1789716122325)]
    public void The_exchanges_deadline_counts_and_where_it_gives_none_what_was_asked_for(string data, long current, long trigger)
    {
        var setting = AutoCancelSetting.Read(s_halfMinute, new Envelope { Timestamp = s_stamp, Data = Encoding.UTF8.GetBytes(data) }, s_stamp.AddDays(1), 0, 0);
        Assert.Equal(current, setting.ExchangeTime.ToUnixTimeMilliseconds());
        Assert.Equal(trigger, setting.TriggersAt!.Value.ToUnixTimeMilliseconds());
        Assert.Equal(TimeSpan.FromMilliseconds(trigger - current), setting.Span);
    }

    [Theory]
    [InlineData(1789716122000, 30)]
    [InlineData(1789716100000, 8)]
    [InlineData(1789716152000, 30)] // understood as more than was asked for: perhaps so
    [InlineData(1789716092001, 5)] // a millisecond: the budget would hold nothing but renewals
    public void It_is_renewed_within_the_lesser_of_what_was_asked_for_and_understood(long trigger, int seconds)
    {
        byte[] data = Encoding.UTF8.GetBytes($$"""{"current_time":1789716092000,"trigger_time":{{trigger}}}""");
        Assert.Equal(TimeSpan.FromSeconds(seconds), AutoCancelSetting.Read(s_halfMinute, new Envelope { Data = data }, s_stamp, 0, 0).RenewWithin);
    }

    [Fact]
    public void Switched_off_it_has_no_deadline_whatever_the_answer_says()
    {
        byte[] data = Encoding.UTF8.GetBytes("""{"current_time":"1789716092000","trigger_time":"1789716122000"}""");
        var setting = AutoCancelSetting.Read(null, new Envelope { Data = data }, s_stamp, 0, 0);
        Assert.Null(setting.TriggersAt);
        Assert.Equal(TimeSpan.Zero, setting.Span);
    }

    private static string Body(TimeSpan? timeout) => Encoding.UTF8.GetString(AutoCancelRequest.Create(timeout).Body.Span);
}
