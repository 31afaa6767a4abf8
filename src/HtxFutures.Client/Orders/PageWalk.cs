using HtxFutures.Calls;
using HtxFutures.Errors;

namespace HtxFutures.Orders;

/// <summary>
/// The way through the pages of a listing. It ends at a page that is empty or brings nothing new, never at one that is
/// shorter than was asked for: the exchange gives fewer rows where it likes (desk facts 3.2, 4.1).
/// </summary>
/// <param name="ask">Writes the request for the page beside a cursor; null for the first page.</param>
/// <param name="onward">Which way the pages go on, by what is known of the listing.</param>
internal sealed class PageWalk(Func<string?, PageDirection, ApiRequest> ask, PageDirection onward)
{
    private readonly HashSet<string> _known = [];
    private PageDirection _direction = onward;
    private string? _cursor;
    private bool _isProven;
    private bool _hasTurned;
    private bool _repeatedMuch;

    /// <summary>The page to ask for, or the last one where the way is over.</summary>
    public ApiRequest Request { get; private set; } = ask(null, onward);

    /// <summary>Whether no further page is to be asked for.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Takes a page in, and decides how to go on.</summary>
    /// <returns>Its orders that were on none before, each once.</returns>
    /// <exception cref="HtxException">The pages do not lead to the end of the list.</exception>
    public List<HtxOrder> Take(List<HtxOrder> page)
    {
        List<HtxOrder> fresh = Fresh(page);
        _repeatedMuch = fresh.Count == 0 && (_repeatedMuch || page.Count >= OrderRequests.PageSize);
        if (fresh.Count > 0)
        {
            // Beside a cursor something new has come, so this is the way.
            _isProven |= _cursor is not null;
            _cursor = page[^1].Cursor;
        }
        else if (_isProven || _hasTurned || page.TrueForAll(order => order.Cursor == _cursor))
        {
            IsOver = true;
            RequireEnd();
        }
        else
        {
            // Back among known rows at the first step: the exchange may mean the other way by this word, of which
            // nobody has a recording for open orders.
            _hasTurned = true;
            _direction = _direction == PageDirection.Next ? PageDirection.Prev : PageDirection.Next;
        }

        Request = IsOver ? Request : ask(_cursor, _direction);
        return fresh;
    }

    // As many rows as were asked for, and all of them known: there may be more that no page leads to.
    private void RequireEnd()
    {
        if (_repeatedMuch)
        {
            throw new HtxException(HtxErrorKind.UnexpectedResponse, $"{Request}: the exchange sent the same orders twice, so the list cannot be completed.")
            {
                Path = Request.Route.Path,
                Guidance = new("List contract by contract: each has fewer.", Means.ListByContract),
            };
        }
    }

    private List<HtxOrder> Fresh(List<HtxOrder> page)
    {
        var fresh = new List<HtxOrder>(page.Count);
        var states = new Dictionary<string, OrderState>(page.Count);
        foreach (HtxOrder order in page)
        {
            if (!states.TryAdd(order.OrderId, order.State))
            {
                if (states[order.OrderId] != order.State)
                {
                    throw OrderLookup.Unreadable(Request, $"They show the order {order.OrderId} in two states.");
                }
            }
            else if (_known.Add(order.OrderId))
            {
                fresh.Add(order);
            }
        }

        return fresh;
    }
}
