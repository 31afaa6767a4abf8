using HtxFutures.Calls;
using HtxFutures.Listings;

namespace HtxFutures.Positions;

/// <summary>The listing of positions: cross and isolated ones on one page, which no margin mode restricts (desk facts 2.1).</summary>
internal sealed class PositionListing(Caller caller)
{
    /// <summary>The positions of a contract, or of all. Where there are none, the account is flat by this look.</summary>
    /// <param name="contractCode">The contract; null for all.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="HtxException">The exchange could not be asked, or its answer is no list.</exception>
    public IAsyncEnumerable<HtxPosition> ListAsync(string? contractCode, CancellationToken cancellationToken) =>
        new Listing<HtxPosition>(PositionRoutes.ListOpen, new PositionPage(contractCode), "positions", data => PositionReader.Read(data, caller.Connection.Account))
        {
            Query = [("contract_code", contractCode)],
        }.ReadAsync(caller, cancellationToken);

    /// <summary>The same, all at once.</summary>
    /// <inheritdoc cref="ListAsync"/>
    public async Task<IReadOnlyList<HtxPosition>> ReadAsync(string? contractCode, CancellationToken cancellationToken)
    {
        var positions = new List<HtxPosition>();
        await foreach (HtxPosition position in ListAsync(contractCode, cancellationToken).ConfigureAwait(false))
        {
            positions.Add(position);
        }

        return positions;
    }
}
