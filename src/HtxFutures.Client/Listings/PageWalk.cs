using HtxFutures.Calls;

namespace HtxFutures.Listings;

/// <summary>
/// The way through the pages of a listing. It ends at a page that is empty or brings nothing new, never at one that is
/// shorter than was asked for: the exchange gives fewer rows where it likes (desk facts 3.2, 4.1).
/// </summary>
/// <param name="listing">The listing.</param>
internal sealed class PageWalk<T>(Listing<T> listing)
{
    private readonly KnownRows _known = new(listing.Pages?.Remembers ?? int.MaxValue);
    private readonly CursorTrail _trail = new();
    private PageDirection _direction = listing.Pages?.Onward ?? default;
    private string? _cursor;
    private bool _isProven;
    private bool _hasTurned;
    private bool _repeatedMuch;

    /// <summary>The page to ask for, or the last one where the way is over.</summary>
    public ApiRequest Request { get; private set; } = listing.Ask();

    /// <summary>Whether no further page is to be asked for.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Takes a page in, and decides how to go on.</summary>
    /// <returns>Its rows that were on none before, each once.</returns>
    /// <exception cref="HtxException">The pages do not lead to the end of the list.</exception>
    public List<T> Take(List<T> page)
    {
        if (listing.Pages is not { } pages)
        {
            IsOver = true;
            return page;
        }

        List<T> fresh = Fresh(page, pages);
        _repeatedMuch = fresh.Count == 0 && (_repeatedMuch || page.Count >= pages.Limit);
        if (fresh.Count > 0)
        {
            // Beside a cursor something new has come, so this is the way.
            _isProven |= _cursor is not null;
            _direction = _cursor is null ? pages.OnwardFrom(page) : _direction;
            _cursor = pages.Cursor(page[^1]);
            RequireNewCursor(pages);
        }
        else if (_isProven || _hasTurned || page.TrueForAll(row => pages.Cursor(row) == _cursor))
        {
            IsOver = true;
            RequireEnd(pages);
        }
        else
        {
            // Back among known rows at the first step: the exchange may mean the other way by this word, of which
            // nobody has a recording.
            _hasTurned = true;
            _direction = _direction == PageDirection.Next ? PageDirection.Prev : PageDirection.Next;
        }

        Request = IsOver ? Request : listing.Ask(_cursor, _direction);
        return fresh;
    }

    // As many rows as were asked for, and all of them known: there may be more that no page leads to.
    private void RequireEnd(Pages<T> pages)
    {
        if (_repeatedMuch)
        {
            throw EndsNowhere(pages);
        }
    }

    // What is no more remembered would come again, round and round.
    private void RequireNewCursor(Pages<T> pages)
    {
        if (pages.Remembers < int.MaxValue && !_trail.Take(_cursor!))
        {
            throw EndsNowhere(pages);
        }
    }

    private HtxException EndsNowhere(Pages<T> pages) => new(HtxErrorKind.UnexpectedResponse, $"{Request}: the exchange sent the same {listing.Rows} twice, so the list cannot be completed.")
    {
        Path = Request.Route.Path,
        Guidance = pages.IfTheyEndNowhere,
        ConcernsOneAnswer = true,
    };

    private List<T> Fresh(List<T> page, Pages<T> pages)
    {
        var fresh = new List<T>(page.Count);
        bool hasNew = false;
        var onPage = new Dictionary<string, T>(page.Count);
        foreach (T row in page)
        {
            string key = pages.Key(row);
            if (key.Length == 0)
            {
                fresh.Add(row);
            }
            else if (!onPage.TryAdd(key, row))
            {
                if (!pages.Agree(onPage[key], row))
                {
                    throw Request.Unreliable(listing.Rows, $"They show {key} in two states.");
                }
            }
            else if (_known.Add(key))
            {
                fresh.Add(row);
                hasNew = true;
            }
        }

        // Where nothing else is new, rows that cannot be told apart have most likely come before, too.
        return hasNew ? fresh : [];
    }
}
