using System.Globalization;

namespace HtxFutures.Live;

/// <summary>The time without a connection, and what it hid: told when there is one again.</summary>
/// <param name="time">The clock.</param>
internal sealed class StreamGap(TimeProvider time)
{
    private long? _lostAt;
    private int _brought;

    /// <summary>Whether there was a connection before.</summary>
    public bool FollowsConnection { get; private set; }

    /// <summary>A connection is lost.</summary>
    public void Begin() => (FollowsConnection, _lostAt, _brought) = (true, time.GetTimestamp(), 0);

    /// <summary>A change was brought.</summary>
    public void Count() => _brought++;

    /// <summary>There is no connection yet, which is to be told.</summary>
    /// <param name="why">Why, as a sentence.</param>
    public string Goes(string why)
    {
        string since = _lostAt is { } lost ? string.Create(CultureInfo.InvariantCulture, $" for {time.GetElapsedTime(lost).TotalSeconds:0} s") : "";
        return $"{(FollowsConnection ? "Still not connected" : "Not connected")} to the order stream{since}: {why} What changes is shown once it is.";
    }

    /// <summary>All that it hid was asked for.</summary>
    /// <returns>What there is to tell of it; null where there was none.</returns>
    public string? End()
    {
        if (_lostAt is not { } lost)
        {
            return null;
        }

        _lostAt = null;
        string changed = _brought switch
        {
            0 => "No change was found.",
            1 => "One change is shown above.",
            _ => string.Create(CultureInfo.InvariantCulture, $"{_brought} changes are shown above; of an order that changed more than once, what it came to."),
        };
        return string.Create(CultureInfo.InvariantCulture, $"Connected to the order stream again after {time.GetElapsedTime(lost).TotalSeconds:0.0} s. {changed}");
    }
}
