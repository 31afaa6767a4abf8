using System.Globalization;
using HtxFutures.Calls;
using HtxFutures.Listings;
using HtxFutures.Orders;

namespace HtxFutures.Past;

/// <summary>
/// The listings of what is over. They are asked for by contract and time alone: the filter of states has two names in what is
/// published, and one that the exchange does not know might be answered by an empty list that looks true (facts 7.8).
/// </summary>
internal static class PastRequests
{
    /// <summary>Executions of the account (desk facts 4.3).</summary>
    public static readonly Route ListFills = Route.Read("/v5/trade/order/details");

    // Those of twenty pages: as the ids fall from page to page, what comes again comes soon.
    private const int Remembered = 20 * OrderListing.PageSize;

    /// <summary>Makes a listing.</summary>
    /// <param name="route">The way to it.</param>
    /// <param name="rows">What it lists, in the plural.</param>
    /// <param name="contractCode">Of which contract.</param>
    /// <param name="span">Of which time.</param>
    /// <param name="query">What else it is asked for.</param>
    /// <param name="read">Reads a page.</param>
    /// <param name="pages">How its pages hang together.</param>
    public static Listing<T> Make<T>(
        Route route, string rows, string contractCode, ListedSpan span, IEnumerable<(string, string?)> query, PageReader<T> read, Pages<T> pages) =>
        new(route, new PastPage(rows, contractCode), rows, read)
        {
            Query = [("contract_code", contractCode), ("start_time", Milliseconds(span.Start)), ("end_time", Milliseconds(span.End)), .. query],
            Pages = pages,
        };

    /// <summary>Newest first, as far as is known; as the rows of the first page lie, where there are some (desk facts 4.1).</summary>
    /// <param name="cursor">Where the next page goes on from, of a row.</param>
    /// <param name="key">What tells rows apart.</param>
    /// <param name="agree">Whether two rows of one key say the same.</param>
    /// <param name="readsAhead">Whether each is asked for while the one before is being used.</param>
    public static Pages<T> Pages<T>(Func<T, string> cursor, Func<T, string> key, Func<T, T, bool> agree, bool readsAhead) => new()
    {
        Limit = OrderListing.PageSize,
        Onward = PageDirection.Prev,
        OnwardAsTheyLie = true,
        ComeAhead = readsAhead,
        Remembers = Remembered,
        Cursor = cursor,
        Key = key,
        Agree = agree,
        IfTheyEndNowhere = "Ask for a shorter time.",
    };

    private static string Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
