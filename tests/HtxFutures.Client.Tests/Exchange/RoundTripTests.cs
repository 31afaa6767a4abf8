using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange;

/// <summary>A round trip takes as long as it was set to, also where the machine is busy.</summary>
public sealed class RoundTripTests
{
    private readonly VirtualTime _time = new();

    [Theory]
    [InlineData(0, 40)]
    [InlineData(5, 45)] // late once, on the way back
    [InlineData(30, 50)] // so late on the way there that nothing is left of the way back
    public void What_a_busy_machine_adds_on_the_way_there_is_made_up_for_on_the_way_back(int late, int takes)
    {
        var exchange = new SandboxExchange(new SandboxOptions { Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(40)) }, new LateTime(_time, TimeSpan.FromMilliseconds(late)));
        var request = new SandboxRequest("GET", "api.hbdm.com", "/api/v1/timestamp", "", ReadOnlyMemory<byte>.Empty, null);

        _time.Run(() => exchange.RoundTripAsync(request, TestContext.Current.CancellationToken));

        Assert.Equal(takes, _time.Elapsed.TotalMilliseconds);
    }

    /// <summary>Wakes everybody late.</summary>
    private sealed class LateTime(TimeProvider time, TimeSpan late) : TimeProvider
    {
        public override long TimestampFrequency => time.TimestampFrequency;

        public override long GetTimestamp() => time.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime + late, period);
    }
}
