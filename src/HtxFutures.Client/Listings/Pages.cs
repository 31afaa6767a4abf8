using System.Globalization;
using HtxFutures.Calls.Signing;
using HtxFutures.Errors;

namespace HtxFutures.Listings;

/// <summary>How the pages of a listing hang together.</summary>
internal sealed record Pages<T>
{
    /// <summary>Rows to ask for on a page: the most that the exchange gives, which may be fewer (desk facts 3.2, 4.1).</summary>
    public required int Limit { get; init; }

    /// <summary>Which way they go on, by what is known of the listing.</summary>
    public required PageDirection Onward { get; init; }

    /// <summary>Whether the rows of the first page tell it by their cursors, where there are two at least: what has no recording is looked at.</summary>
    public bool OnwardAsTheyLie { get; init; }

    /// <summary>Whether each is on its way while the one before is being used. Not where a reader stops as soon as it has found what it looks for.</summary>
    public bool ComeAhead { get; init; }

    /// <summary>Where the next page goes on from, of the last row of a page.</summary>
    public required Func<T, string> Cursor { get; init; }

    /// <summary>What tells rows apart: one that moved while the pages were read is on two of them. Empty where a row has no such thing: it is taken for no other.</summary>
    public required Func<T, string> Key { get; init; }

    /// <summary>
    /// How many of the latest rows are remembered, so that they do not come twice; all, unless set. Not where a list may be so long that
    /// its rows should not stay.
    /// </summary>
    public int Remembers { get; init; } = int.MaxValue;

    /// <summary>Whether two rows of one key that are on one page say the same.</summary>
    public required Func<T, T, bool> Agree { get; init; }

    /// <summary>What to do where they do not lead to the end of the list.</summary>
    public Guidance? IfTheyEndNowhere { get; init; }

    /// <summary>Which way is onward, by a first page.</summary>
    public PageDirection OnwardFrom(List<T> first)
    {
        if (!OnwardAsTheyLie
            || first.Count < 2
            || !long.TryParse(Cursor(first[0]), NumberStyles.None, CultureInfo.InvariantCulture, out long from)
            || !long.TryParse(Cursor(first[^1]), NumberStyles.None, CultureInfo.InvariantCulture, out long to)
            || from == to)
        {
            return Onward;
        }

        return from < to ? PageDirection.Next : PageDirection.Prev;
    }

    /// <summary>
    /// Asks for the page beside a cursor. A cursor of 0 stands for none in the documentation alone: the exchange refuses
    /// it (desk facts C3), so the first page has none.
    /// </summary>
    /// <param name="cursor">The cursor; null for the first page.</param>
    /// <param name="direction">Which way the page lies from it.</param>
    public QueryParameter[] Ask(string? cursor, PageDirection direction)
    {
        var limit = new QueryParameter("limit", Limit.ToString(CultureInfo.InvariantCulture));
        return cursor is null ? [limit] : [new("direct", direction == PageDirection.Next ? "next" : "prev"), new("from", cursor), limit];
    }
}
