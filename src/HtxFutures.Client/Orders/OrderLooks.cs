using System.Collections.Concurrent;
using HtxFutures.Calls;
using HtxFutures.Runs;

namespace HtxFutures.Orders;

/// <summary>
/// Looks at many orders once. A page of a listing shows a hundred, so many are looked for in the listings, finished
/// ones first and then the open ones; few are asked for by their ids. Where one way is refused, or does not show an
/// order, the other is gone. Which listings there are, and how one is asked for, each kind of order says.
/// </summary>
/// <param name="exchangeTime">The time on the exchange's clock.</param>
internal abstract class OrderLooks<TOrder>(Func<DateTimeOffset> exchangeTime)
    where TOrder : class, IShownOrder
{
    // From this many on, a listing costs less than asking for each.
    private const int FewestToList = 3;

    // A span costs some pages of every listing.
    private const int FewestOfASpan = 10;

    // An order that has just ended may take some tens of milliseconds to be listed. One that is in neither listing for
    // longer than that is not listed at all: which span, and which way it is sorted, is not documented (facts 2.9).
    private const int MissesToTrustTheListings = 2;

    // The budget has 72 in 3 s; this many under way use it up over any line.
    private const int AskedAtOnce = 10;

    // Failures in a row, none of which is about its own order, after which asking for more would meet the same.
    private const int FailuresToStop = 3;

    /// <summary>Finds out what became of orders by such looks.</summary>
    /// <param name="connection">What they go through: patience is spent only while it answers nobody who looks.</param>
    public Settlement<SoughtOrder, TOrder> Settle(ExchangeConnection connection) =>
        new(LookAsync, order => order.IsFinal, connection.Budgets.Read.SilentSince, connection.Time);

    /// <summary>Looks at the orders once, those of different listings at the same time.</summary>
    /// <param name="wanted">The orders.</param>
    /// <param name="seen">Takes what is seen of each as soon as it is seen; not called for one that is to be looked for again.</param>
    /// <param name="cancellationToken">Gives the look up.</param>
    public Task LookAsync(IReadOnlyList<SoughtOrder> wanted, Action<SoughtOrder, Sight<TOrder>> seen, CancellationToken cancellationToken) =>
        Task.WhenAll(Together(wanted).Select(alike => LookTogetherAsync([.. alike], seen, cancellationToken)));

    /// <summary>Those that the same listings show.</summary>
    protected abstract IEnumerable<IEnumerable<SoughtOrder>> Together(IReadOnlyList<SoughtOrder> wanted);

    /// <summary>The listings that may show some orders when they are finished, newest first.</summary>
    /// <param name="wanted">The orders.</param>
    /// <param name="span">Of which time; null for the last two days.</param>
    /// <param name="cancellationToken">Gives them up.</param>
    protected abstract IEnumerable<IAsyncEnumerable<TOrder>> Finished(IReadOnlyList<SoughtOrder> wanted, ListedSpan? span, CancellationToken cancellationToken);

    /// <summary>The listings that show some orders while they are open.</summary>
    protected abstract IEnumerable<IAsyncEnumerable<TOrder>> Open(IReadOnlyList<SoughtOrder> wanted, CancellationToken cancellationToken);

    /// <summary>Asks for an order by its id, a finished one too.</summary>
    /// <returns>Null where the exchange does not know it.</returns>
    /// <exception cref="HtxException">The exchange could not be asked.</exception>
    protected abstract Task<TOrder?> FindAsync(SoughtOrder sought, CancellationToken cancellationToken);

    private async Task LookTogetherAsync(List<SoughtOrder> wanted, Action<SoughtOrder, Sight<TOrder>> seen, CancellationToken cancellationToken)
    {
        if (wanted.Count >= FewestToList)
        {
            (List<SoughtOrder> unlisted, bool isWhole) = await ListAsync(wanted, seen, cancellationToken).ConfigureAwait(false);
            List<SoughtOrder> toAsk = isWhole && unlisted.Count >= FewestToList
                ? unlisted.FindAll(sought => !sought.HasExisted || ++sought.Misses > MissesToTrustTheListings)
                : unlisted;
            await AskAsync(toAsk, seen, cancellationToken).ConfigureAwait(false);
            return;
        }

        var unseen = new Dictionary<SoughtOrder, Sight<TOrder>>();
        void SeeOrKeep(SoughtOrder sought, Sight<TOrder> sight)
        {
            if (sight.State is null && sight.Failure is not { EndsRun: true } && (sought.HasExisted || sought.HasOwnClientId || sight.Failure is not null))
            {
                lock (unseen)
                {
                    unseen.Add(sought, sight);
                }
            }
            else
            {
                seen(sought, sight);
            }
        }

        await AskAsync(wanted, SeeOrKeep, cancellationToken).ConfigureAwait(false);
        (List<SoughtOrder> missing, _) = await ListAsync([.. unseen.Keys], seen, cancellationToken).ConfigureAwait(false);
        missing.ForEach(sought => seen(sought, unseen[sought]));
    }

    /// <summary>Looks for orders in the listings.</summary>
    /// <returns>Those that were not seen; and whether the listings were read as far as was meant.</returns>
    private async Task<(List<SoughtOrder> Unlisted, bool IsWhole)> ListAsync(
        List<SoughtOrder> wanted, Action<SoughtOrder, Sight<TOrder>> seen, CancellationToken cancellationToken)
    {
        var search = new ListedOrders<TOrder>(wanted, seen);
        if (wanted.Count == 0)
        {
            return (wanted, true);
        }

        try
        {
            // Ours have just ended, so they stand among the newest; a page's worth more for what others have ended since.
            int rows = wanted.Count + OrderListing.PageSize;
            foreach (IAsyncEnumerable<TOrder> finished in Finished(wanted, null, cancellationToken))
            {
                await search.ReadAsync(finished, rows, onlyFinal: true).ConfigureAwait(false);
            }

            await ReadOldAsync(search, cancellationToken).ConfigureAwait(false);

            // A page of these costs as much as asking for one by its id.
            rows = search.Unseen.Count * OrderListing.PageSize;
            foreach (IAsyncEnumerable<TOrder> open in Open(search.Unseen, cancellationToken))
            {
                await search.ReadAsync(open, rows, onlyFinal: false).ConfigureAwait(false);
            }

            return (search.Unseen, true);
        }
        catch (HtxException failure)
        {
            if (failure.EndsRun)
            {
                search.Unseen.ForEach(sought => seen(sought, new Sight<TOrder>(null, failure)));
                return ([], false);
            }

            return (search.Unseen, false);
        }
    }

    /// <summary>
    /// Looks for finished orders that the listing of the last two days has not shown, and cannot if it goes by their creation:
    /// in the spans in which they were placed.
    /// </summary>
    private async Task ReadOldAsync(ListedOrders<TOrder> search, CancellationToken cancellationToken)
    {
        DateTimeOffset listedSince = exchangeTime() - ListedSpan.Longest;
        List<DateTimeOffset> old = [.. search.Unseen.Where(sought => sought.Misses > 0).Select(sought => sought.Shown?.CreatedAt).OfType<DateTimeOffset>().Where(created => created < listedSince)];
        foreach (ListedSpan span in ListedSpan.Over(old))
        {
            int within = old.Count(created => created >= span.Start && created <= span.End);
            foreach (IAsyncEnumerable<TOrder> finished in within >= FewestOfASpan ? Finished(search.Unseen, span, cancellationToken) : [])
            {
                await search.ReadAsync(finished, within * OrderListing.PageSize, onlyFinal: true).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Asks for orders by their ids, as many at once as the budget can use.</summary>
    private async Task AskAsync(List<SoughtOrder> wanted, Action<SoughtOrder, Sight<TOrder>> seen, CancellationToken cancellationToken)
    {
        var line = new ConcurrentQueue<SoughtOrder>(wanted);
        HtxException? end = null;
        int failures = 0;

        async Task WorkAsync()
        {
            while (line.TryDequeue(out SoughtOrder? sought))
            {
                Sight<TOrder> sight = end is null ? await AskAsync(sought, cancellationToken).ConfigureAwait(false) : new Sight<TOrder>(null, end);
                failures = sight.Failure is null or { ConcernsOneAnswer: true } ? 0 : failures + 1;
                end ??= sight.Failure is { EndsRun: true } || failures >= FailuresToStop ? sight.Failure : null;
                seen(sought, sight);
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Math.Min(AskedAtOnce, wanted.Count)).Select(_ => WorkAsync())).ConfigureAwait(false);
    }

    private async Task<Sight<TOrder>> AskAsync(SoughtOrder sought, CancellationToken cancellationToken)
    {
        try
        {
            return new Sight<TOrder>(await FindAsync(sought, cancellationToken).ConfigureAwait(false));
        }
        catch (HtxException failure)
        {
            return new Sight<TOrder>(null, failure);
        }
    }
}
