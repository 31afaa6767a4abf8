namespace HtxFutures;

/// <summary>Which finished orders to list. Times mean their creation.</summary>
public sealed record FinishedOrdersQuery : PastQuery
{
    /// <summary>The states that are meant; null or empty for all.</summary>
    public IReadOnlyCollection<OrderState>? States { get; init; }
}
