namespace HtxFutures.Sandbox;

/// <summary>Whether the exchange is in maintenance, and until when. Ends by itself where an end was set.</summary>
internal sealed class Maintenance(ExchangeClock clock)
{
    private DateTimeOffset _endsAt = DateTimeOffset.MinValue;
    private DateTimeOffset? _estimate;

    public bool IsOn
    {
        get => clock.Steady < _endsAt;
        set => _endsAt = value ? DateTimeOffset.MaxValue : DateTimeOffset.MinValue;
    }

    /// <summary>The end as the heartbeat gives it, on the exchange's clock: what was set, else the true one; null when there is neither.</summary>
    public DateTimeOffset? EstimatedRecoveryTime
    {
        get => _estimate ?? (IsOn && _endsAt != DateTimeOffset.MaxValue ? clock.Shown(_endsAt) : null);
        set => _estimate = value;
    }

    /// <summary>Begins a maintenance of a certain length; one that lasts longer goes on.</summary>
    public void BeginFor(TimeSpan time)
    {
        DateTimeOffset endsAt = clock.Steady + time;
        _endsAt = endsAt > _endsAt ? endsAt : _endsAt;
    }
}
