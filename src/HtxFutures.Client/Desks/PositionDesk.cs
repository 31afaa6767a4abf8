using System.Runtime.CompilerServices;
using HtxFutures.Calls;
using HtxFutures.Listings;
using HtxFutures.Positions;

namespace HtxFutures;

/// <summary>The desk for the positions of an account. Safe to use from many threads.</summary>
public sealed class PositionDesk
{
    private readonly Caller _caller;
    private readonly PositionListing _listing;

    internal PositionDesk(Caller caller)
    {
        _caller = caller;
        _listing = new PositionListing(caller);
    }

    /// <summary>Lists positions. One request shows all of an account; where it shows none, the account was flat at that moment.</summary>
    /// <param name="query">Which ones; null for all.</param>
    /// <param name="cancellationToken">Gives the listing up.</param>
    /// <exception cref="HtxException">The query is refused, the exchange could not be asked, or its answer is no list.</exception>
    public async IAsyncEnumerable<HtxPosition> ListAsync(OpenPositionsQuery? query = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        query ??= new OpenPositionsQuery();
        query = query with { ContractCode = query.ContractCode is { } code ? ContractCode.Parse(code) : null };
        await foreach (HtxPosition position in _listing.ListAsync(query.ContractCode, cancellationToken).ConfigureAwait(false))
        {
            if (query.Includes(position))
            {
                yield return position;
            }
        }
    }

    /// <summary>
    /// Lists positions by several queries. They are read one after the other and begun side by side; one that fails ends
    /// by itself, and no other with it.
    /// </summary>
    /// <param name="queries">Which ones.</param>
    /// <param name="cancellationToken">Gives all of them up.</param>
    /// <returns>One listing for each query, in their order; each is read once. Those that nobody comes to read are given up when the enumeration ends.</returns>
    public IEnumerable<IAsyncEnumerable<HtxPosition>> ListSideBySide(IEnumerable<OpenPositionsQuery> queries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        return SideBySide.Begin(queries.Select(query => ListAsync(query, cancellationToken)), cancellationToken);
    }

    /// <summary>The same desk, whose requests somebody hears of.</summary>
    internal PositionDesk HeardBy(IRequestListener requests) => new(_caller.HeardBy(requests));
}
