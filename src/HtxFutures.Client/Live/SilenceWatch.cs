namespace HtxFutures.Live;

/// <summary>Notices that nothing comes on a connection any more: one that is half dead yields no error, only nothing.</summary>
internal sealed class SilenceWatch : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _longest;
    private readonly Action _silent;
    private readonly ITimer _timer;
    private long _lastHeard;

    /// <summary>Watches from now on.</summary>
    /// <param name="longest">How long nothing may come.</param>
    /// <param name="silent">Is told, once, when nothing has come for so long.</param>
    /// <param name="time">The clock.</param>
    public SilenceWatch(TimeSpan longest, Action silent, TimeProvider time)
    {
        (_longest, _silent, _time) = (longest, silent, time);
        _lastHeard = time.GetTimestamp();
        _timer = time.CreateTimer(static watch => ((SilenceWatch)watch!).Look(), this, longest, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something came, whatever it was.</summary>
    public void Hear() => Volatile.Write(ref _lastHeard, _time.GetTimestamp());

    /// <summary>Ends it.</summary>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Look()
    {
        TimeSpan left = _longest - _time.GetElapsedTime(Volatile.Read(ref _lastHeard));
        if (left <= TimeSpan.Zero)
        {
            _silent();
        }
        else
        {
            _timer.Change(left, Timeout.InfiniteTimeSpan);
        }
    }
}
