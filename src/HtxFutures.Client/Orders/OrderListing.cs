using System.Runtime.CompilerServices;
using System.Text.Json;
using HtxFutures.Http;

namespace HtxFutures.Orders;

/// <summary>Lists open orders, page by page, as they are asked for.</summary>
internal sealed class OrderListing(ExchangeConnection connection, HtxAccount account)
{
    /// <summary>The open orders of a contract, or of all, oldest first.</summary>
    /// <exception cref="HtxException">A page could not be had, or did not go on from the last.</exception>
    public async IAsyncEnumerable<HtxOrder> ListOpenAsync(string? contractCode, MarginMode? marginMode, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The page before, by id: whether the order at the cursor comes again on the next page is not documented.
        var known = new HashSet<string>();
        string? cursor = null;
        while (true)
        {
            List<HtxOrder> page = await ReadPageAsync(OrderRequests.ListOpen(contractCode, marginMode, cursor), cancellationToken).ConfigureAwait(false);
            int fresh = 0;
            foreach (HtxOrder order in page)
            {
                if (!known.Contains(order.OrderId))
                {
                    fresh++;
                    yield return order;
                }
            }

            if (page.Count < OrderRequests.PageSize)
            {
                yield break;
            }

            if (fresh == 0)
            {
                throw new HtxException(HtxErrorKind.UnexpectedResponse, "The exchange sent the same page of open orders twice, so the list cannot be completed.")
                {
                    Path = "/v5/trade/order/opens",
                    Advice = "List by -ContractCode; each contract has fewer orders.",
                };
            }

            known = [.. page.Select(order => order.OrderId)];
            cursor = page[^1].Cursor;
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
            throw OrderLookup.Unreadable(request, failure);
        }
    }
}
