using System.Globalization;

namespace HtxFutures.Live;

/// <summary>
/// Whether a connection tells of everything: the open orders are listed again every minute, since pings prove the wire and not
/// the subscription. What no push has told within some seconds of a listing is brought then, and the connection is no use.
/// </summary>
internal sealed class ListingCheck : IDisposable
{
    private static readonly TimeSpan s_betweenListings = TimeSpan.FromMinutes(1);

    // A push may be slower than a listing, and orders are the slowest of the topics (facts 6).
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(3);

    private readonly StreamNews _news;
    private readonly StreamAudience _audience;
    private readonly OpenOrderLooks _looks;
    private readonly ITimer _clock;
    private readonly ITimer _grace;
    private OpenListing? _suspicion;

    /// <param name="news">Says what a listing shows that was not told.</param>
    /// <param name="audience">Is told.</param>
    /// <param name="looks">Lists.</param>
    /// <param name="signals">Takes what the clock brings.</param>
    /// <param name="time">The clock.</param>
    public ListingCheck(StreamNews news, StreamAudience audience, OpenOrderLooks looks, StreamSignals signals, TimeProvider time)
    {
        (_news, _audience, _looks) = (news, audience, looks);
        _clock = time.CreateTimer(_ => signals.Add(new StreamSignal(StreamSignalKind.ListingDue)), null, s_betweenListings, Timeout.InfiniteTimeSpan);
        _grace = time.CreateTimer(_ => signals.Add(new StreamSignal(StreamSignalKind.GraceOver)), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Lists now.</summary>
    public void Begin(CancellationToken cancellationToken) => _looks.ListLater(_news.Aim, cancellationToken);

    /// <summary>Lists, and again in a minute.</summary>
    public void Recur(CancellationToken cancellationToken)
    {
        Begin(cancellationToken);
        _clock.Change(s_betweenListings, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Compares a listing with what was told.</summary>
    public void Compare(OpenListing listing, CancellationToken cancellationToken)
    {
        _looks.AskFor([.. _news.Vanished(listing).Where(order => order.State == OrderState.Unknown)], cancellationToken);
        if (_suspicion is not null)
        {
            return;
        }

        if (_news.Untold(listing).Any())
        {
            _suspicion = listing;
            _grace.Change(s_grace, Timeout.InfiniteTimeSpan);
        }
        else if (listing.Failure is null)
        {
            _news.Prove(listing);
        }
    }

    /// <summary>What a listing showed and was not told then has had its time. What still was not is brought.</summary>
    /// <returns>Whether there was any, so that the connection cannot be relied on.</returns>
    public bool IsProvenDeaf()
    {
        if (_suspicion is not { } listing || _news.Untold(listing).Count() is not (> 0 and int untold))
        {
            _suspicion = null;
            return false;
        }

        _news.Bring(listing);
        _audience.Tell(HtxLiveNotice.Missed, string.Create(CultureInfo.InvariantCulture, $"The order stream was silent about {untold} {(untold == 1 ? "change" : "changes")} that a listing shows. It is connected anew, and shown is what was missed."));
        return true;
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        _clock.Dispose();
        _grace.Dispose();
    }
}
