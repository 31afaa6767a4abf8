using System.Runtime.CompilerServices;
using System.Text.Json;
using HtxFutures.Calls;

namespace HtxFutures.Orders;

/// <summary>Lists orders, page by page, as they are asked for.</summary>
internal sealed class OrderListing(Caller caller, HtxAccount account)
{
    /// <summary>The open orders of a contract, or of all, oldest first. Each page is on its way while the one before is being used.</summary>
    /// <exception cref="HtxException">A page could not be had, or did not go on from the last.</exception>
    public IAsyncEnumerable<HtxOrder> ListOpenAsync(string? contractCode, MarginMode? marginMode, CancellationToken cancellationToken) => ReadAsync(
        new PageWalk((cursor, direction) => OrderRequests.ListOpen(contractCode, marginMode, cursor, direction), PageDirection.Next),
        isAhead: true,
        cancellationToken);

    /// <summary>The time on the exchange's clock.</summary>
    public DateTimeOffset ExchangeTime => caller.Connection.Clock.Now;

    /// <summary>
    /// The finished orders of a contract, newest first. Who looks for some of them stops when they are found, so no page is
    /// asked for before the one before is used up.
    /// </summary>
    /// <inheritdoc cref="ListOpenAsync"/>
    public IAsyncEnumerable<HtxOrder> ListFinishedAsync(string contractCode, MarginMode marginMode, ListedSpan? span, CancellationToken cancellationToken) => ReadAsync(
        new PageWalk((cursor, direction) => OrderRequests.ListFinished(contractCode, marginMode, cursor, direction, span), PageDirection.Prev),
        isAhead: false,
        cancellationToken);

    private async IAsyncEnumerable<HtxOrder> ReadAsync(PageWalk walk, bool isAhead, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ahead = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<List<HtxOrder>>? coming = null;
        try
        {
            while (!walk.IsOver)
            {
                List<HtxOrder> page = await (coming ?? ReadPageAsync(walk.Request, ahead.Token)).ConfigureAwait(false);
                coming = null;
                List<HtxOrder> fresh = walk.Take(page);
                if (isAhead && !walk.IsOver)
                {
                    coming = ReadPageAsync(walk.Request, ahead.Token);
                }

                foreach (HtxOrder order in fresh)
                {
                    yield return order;
                }
            }
        }
        finally
        {
            if (coming is not null)
            {
                ahead.Cancel();
                await ((Task)coming).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<List<HtxOrder>> ReadPageAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        CallResult result = await caller.CallAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            return OrderReader.Read(result.Require().Data.Span, account);
        }
        catch (JsonException failure)
        {
            throw OrderLookup.Unreadable(request, failure.Message);
        }
    }
}
