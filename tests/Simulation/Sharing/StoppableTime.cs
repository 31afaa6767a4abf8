namespace HtxFutures.Simulation.Sharing;

/// <summary>The time of a process that can be stopped and goes on: what falls due meanwhile happens then, all at once.</summary>
internal sealed class StoppableTime(VirtualTime time) : TimeProvider
{
    private readonly Queue<Action> _held = new();

    public bool IsStopped { get; private set; }

    public override long TimestampFrequency => time.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override long GetTimestamp() => time.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(_ => Do(() => callback(state)), null, dueTime, period);

    public void Stop() => IsStopped = true;

    public void GoOn()
    {
        IsStopped = false;
        while (!IsStopped && _held.TryDequeue(out Action? due))
        {
            due();
        }
    }

    private void Do(Action due)
    {
        if (IsStopped)
        {
            _held.Enqueue(due);
        }
        else
        {
            due();
        }
    }
}
