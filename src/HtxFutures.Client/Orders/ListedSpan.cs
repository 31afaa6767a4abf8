namespace HtxFutures.Orders;

/// <summary>
/// A span of time that one listing of finished orders covers. By which of an order's times it goes is not documented;
/// older pages say by its creation (desk facts 4.2), so an order that rested for days is in no span that ends now.
/// </summary>
/// <param name="Start">Its beginning, on the exchange's clock.</param>
/// <param name="End">Its end.</param>
internal readonly record struct ListedSpan(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>The longest that is answered (facts 2.9), and what is listed where no span is given.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(48);

    /// <summary>The spans in which orders were placed, earliest first.</summary>
    /// <param name="created">When each was placed.</param>
    public static IEnumerable<ListedSpan> Over(IEnumerable<DateTimeOffset> created)
    {
        DateTimeOffset end = DateTimeOffset.MinValue;
        foreach (DateTimeOffset at in created.Order())
        {
            if (at > end)
            {
                end = at + Longest;
                yield return new ListedSpan(at, end);
            }
        }
    }
}
