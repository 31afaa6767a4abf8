using System.Runtime.CompilerServices;
using System.Text.Json;
using HtxFutures.Http;

namespace HtxFutures.Orders;

/// <summary>Lists open orders, page by page, as they are asked for.</summary>
internal sealed class OrderListing(ExchangeConnection connection, HtxAccount account)
{
    /// <summary>The open orders of a contract, or of all, oldest first.</summary>
    /// <exception cref="HtxException">A page could not be had, or did not go on from the last.</exception>
    public IAsyncEnumerable<HtxOrder> ListOpenAsync(string? contractCode, MarginMode? marginMode, CancellationToken cancellationToken) =>
        ReadAsync(cursor => OrderRequests.ListOpen(contractCode, marginMode, cursor), int.MaxValue, cancellationToken);

    /// <summary>The finished orders of a contract, newest first.</summary>
    /// <inheritdoc cref="ListOpenAsync"/>
    public IAsyncEnumerable<HtxOrder> ListFinishedAsync(string contractCode, MarginMode marginMode, int mostPages, CancellationToken cancellationToken) =>
        ReadAsync(cursor => OrderRequests.ListFinished(contractCode, marginMode, cursor), mostPages, cancellationToken);

    private async IAsyncEnumerable<HtxOrder> ReadAsync(Func<string?, ApiRequest> ask, int mostPages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ahead = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // The page before, by id: whether the order at the cursor comes again on the next page is not documented.
        HashSet<string> known = [];
        HashSet<string> cursors = [];
        ApiRequest request = ask(null);
        Task<List<HtxOrder>>? coming = ReadPageAsync(request, ahead.Token);
        try
        {
            for (int pages = 1; coming is not null; pages++)
            {
                List<HtxOrder> page = await coming.ConfigureAwait(false);
                coming = null;
                List<HtxOrder> fresh = Fresh(page, known, request);
                if (page.Count >= OrderRequests.PageSize && pages < mostPages)
                {
                    // Also where pages come in turns: a list that leads back to where it was has no end.
                    Require(fresh.Count > 0 && cursors.Add(page[^1].Cursor), request);
                    known = [.. page.Select(order => order.OrderId)];

                    // On its way while this page is being used.
                    request = ask(page[^1].Cursor);
                    coming = ReadPageAsync(request, ahead.Token);
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

    private static void Require(bool goesOn, ApiRequest request)
    {
        if (!goesOn)
        {
            throw new HtxException(HtxErrorKind.UnexpectedResponse, $"{request}: the exchange sent the same page of orders twice, so the list cannot be completed.")
            {
                Path = request.Path,
                Advice = "List by -ContractCode; each contract has fewer orders.",
            };
        }
    }

    private async Task<List<HtxOrder>> ReadPageAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        CallResult result = await connection.CallAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            return OrderReader.Read(result.Require().Data.Span, account);
        }
        catch (JsonException failure)
        {
            throw OrderLookup.Unreadable(request, failure.Message);
        }
    }

    /// <summary>The orders of a page that were not on the one before, each once.</summary>
    private static List<HtxOrder> Fresh(List<HtxOrder> page, HashSet<string> known, ApiRequest request)
    {
        var fresh = new List<HtxOrder>(page.Count);
        var states = new Dictionary<string, OrderState>(page.Count);
        foreach (HtxOrder order in page)
        {
            if (known.Contains(order.OrderId))
            {
                continue;
            }

            if (states.TryAdd(order.OrderId, order.State))
            {
                fresh.Add(order);
            }
            else if (states[order.OrderId] != order.State)
            {
                throw OrderLookup.Unreadable(request, $"They show the order {order.OrderId} in two states.");
            }
        }

        return fresh;
    }
}
