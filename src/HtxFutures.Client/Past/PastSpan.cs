using System.Globalization;
using HtxFutures.Orders;

namespace HtxFutures.Past;

/// <summary>The time that is asked for, in whole milliseconds as the exchange counts it.</summary>
/// <param name="Since">Its beginning.</param>
/// <param name="Until">Its end.</param>
/// <param name="IsCut">Whether more was asked for than the exchange keeps, so that it begins later than was asked.</param>
internal sealed record PastSpan(DateTimeOffset Since, DateTimeOffset Until, bool IsCut)
{
    // Who is a little behind the exchange's clock calls the present the future.
    private static readonly TimeSpan s_clocks = TimeSpan.FromMinutes(1);

    // The way there, clocks, and as long as it may take to read all: what lies at the edge of what is kept is refused once it has gone.
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Pieces as long as the exchange answers for, newest first. One begins where the next ends: whether both belong to a piece is not
    /// known, and what comes twice goes out by its id.
    /// </summary>
    public IEnumerable<ListedSpan> Pieces()
    {
        for (DateTimeOffset end = Until; ;)
        {
            bool isLast = end - Since <= ListedSpan.Longest;
            DateTimeOffset start = isLast ? Since : end - ListedSpan.Longest;
            yield return new ListedSpan(start, end);
            if (isLast)
            {
                yield break;
            }

            end = start;
        }
    }

    /// <summary>Whether something was in it; what nobody knows the time of may have been.</summary>
    public bool Has(DateTimeOffset? at) => at is not { } time || (time >= Since && time <= Until);

    /// <summary>Works out what to ask for, before anything is sent.</summary>
    /// <param name="query">What is wanted.</param>
    /// <param name="rows">What the rows are, in the plural.</param>
    /// <param name="kept">How long the exchange keeps them.</param>
    /// <param name="now">The time on its clock.</param>
    /// <param name="isAll">Whether all that is kept is meant where no beginning is named.</param>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: no such time can be.</exception>
    public static PastSpan Of(PastQuery query, string rows, TimeSpan kept, DateTimeOffset now, bool isAll = false)
    {
        if ((query.Since > now + s_clocks ? query.Since : query.Until > now + s_clocks ? query.Until : null) is { } future)
        {
            throw Refused($"{Text(future)} is in the future: it is {Text(now)} at the exchange, and what is listed is over.", "A time without an offset is local time; UTC is written with a Z.");
        }

        DateTimeOffset until = query.Until < now ? query.Until.Value : now;
        DateTimeOffset first = now - kept + s_margin;
        if (until < first)
        {
            throw Refused($"The exchange keeps {rows} for {kept.Days} days, so of the time before {Text(first)} nothing is known, and all of it was asked for.", "Name a later time.");
        }

        DateTimeOffset since = query.Since ?? (isAll ? first : until - ListedSpan.Longest);
        return since > until
            ? throw Refused($"The beginning, {Text(since)}, lies after the end, {Text(until)}.", "Name the earlier time as the beginning.")
            : new PastSpan(Whole(since < first ? first : since), Whole(until), since < first);
    }

    /// <summary>A time as messages write it.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset Whole(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    private static HtxException Refused(string message, string advice) => new(HtxErrorKind.InvalidParameter, message) { Advice = advice };
}
