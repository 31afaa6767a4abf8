namespace HtxFutures;

/// <summary>Which executions to list. The exchange keeps them for three days (desk facts 4.3).</summary>
public sealed record FillsQuery : PastQuery
{
    /// <summary>Single orders whose executions are meant, by the exchange's ids, beside all of <see cref="PastQuery.ContractCodes"/>. Where nothing else is asked for and no beginning is named, all is read that is kept.</summary>
    public IReadOnlyCollection<OrderReference> Orders { get; init; } = [];
}
