namespace HtxFutures.Client.Tests.Support;

/// <summary>Real time that goes faster, for what is to happen over real sockets and is waited for, by both ends.</summary>
/// <param name="factor">How many times faster.</param>
internal sealed class QuickTime(int factor) : TimeProvider
{
    private readonly long _began = System.GetTimestamp();
    private readonly DateTimeOffset _beganAt = System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => _beganAt + (System.GetElapsedTime(_began) * factor);

    public override long GetTimestamp() => (System.GetTimestamp() - _began) * factor;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new QuickTimer(System.CreateTimer(callback, state, Sooner(dueTime), Sooner(period)), this);

    private TimeSpan Sooner(TimeSpan span) => span == Timeout.InfiniteTimeSpan ? span : span / factor;

    private sealed class QuickTimer(ITimer timer, QuickTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.Sooner(dueTime), time.Sooner(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
