using HtxFutures.Time;

namespace HtxFutures.Live;

/// <summary>How long to try to connect, how often, and when to speak of it.</summary>
/// <param name="time">The clock.</param>
/// <param name="jitter">The source of chance, so that many who were cut off together do not come back together.</param>
internal sealed class StreamPatience(TimeProvider time, Random jitter)
{
    // Somebody sits before it: what does not work at first is told as an error, and soon.
    private const int MostFirstAttempts = 3;

    // A socket that lives for shorter than this has not helped, so that the pauses go on growing.
    private static readonly TimeSpan s_goodLife = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_shortestPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_betweenTellings = TimeSpan.FromMinutes(1);

    private TimeSpan _pause = s_shortestPause;
    private long? _told;
    private long _connected;
    private int _attempts;
    private bool _hasTriedClock;

    /// <summary>Whether to try again after a failure.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="wasLive">Whether there was a connection before.</param>
    public bool Bears(HtxException failure, bool wasLive)
    {
        _attempts++;
        if (failure.Kind == HtxErrorKind.ClockSkew && !_hasTriedClock)
        {
            return _hasTriedClock = true; // the refusal has set our clock
        }

        return failure.Kind is not (HtxErrorKind.AuthenticationFailed or HtxErrorKind.ClockSkew or HtxErrorKind.NotConnected or HtxErrorKind.PermissionDenied)
            && (wasLive || (_attempts < MostFirstAttempts && failure.Kind is HtxErrorKind.NetworkError or HtxErrorKind.Unavailable or HtxErrorKind.ClockSkew));
    }

    /// <summary>Whether to speak of it now: the first time, and once a minute.</summary>
    public bool IsToBeTold()
    {
        if (_told is { } told && time.GetElapsedTime(told) < s_betweenTellings)
        {
            return false;
        }

        _told = time.GetTimestamp();
        return true;
    }

    /// <summary>Takes note of a connection.</summary>
    public void Restore()
    {
        _connected = time.GetTimestamp();
        (_told, _attempts, _hasTriedClock) = (null, 0, false);
    }

    /// <summary>Takes note of a loss, which is told by who notices it.</summary>
    public void NoteLoss()
    {
        _told = time.GetTimestamp();
        _pause = time.GetElapsedTime(_connected) < s_goodLife ? _pause : s_shortestPause;
    }

    /// <summary>Waits before the next attempt: half a second at first, then twice as long each time up to half a minute, each between half and one and a half times that.</summary>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public Task RestAsync(CancellationToken cancellationToken)
    {
        TimeSpan pause = _pause * (0.5 + jitter.NextDouble());
        _pause = _pause * 2 < s_longestPause ? _pause * 2 : s_longestPause;
        return Pause.ForAsync(pause, time, cancellationToken);
    }
}
