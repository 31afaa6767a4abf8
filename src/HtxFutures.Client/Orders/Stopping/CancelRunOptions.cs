namespace HtxFutures;

/// <summary>How a run of cancels goes about it.</summary>
public sealed record CancelRunOptions
{
    /// <summary>How long a first order of a contract waits for others to travel with; 20 ms unless set.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How long to go on, after the exchange took a cancel, until it shows the order as final; null for not at all.</summary>
    public TimeSpan? WaitTimeout { get; init; }
}
