using System.Text.Json;
using HtxFutures.Calls;
using HtxFutures.Calls.Answers;
using HtxFutures.Listings;

namespace HtxFutures.Orders;

/// <summary>Asks for one order by its id. An answer that cannot be read, or that shows another one, is asked for again.</summary>
/// <param name="caller">Who asks.</param>
/// <param name="what">What is asked for, in the plural.</param>
/// <param name="read">Reads the answer.</param>
/// <param name="agree">Whether two rows show an order in the same state.</param>
internal sealed class SingleLook<TOrder>(Caller caller, string what, PageReader<TOrder> read, Func<TOrder, TOrder, bool> agree)
    where TOrder : class, IShownOrder
{
    /// <summary>Asks.</summary>
    /// <param name="order">Which one.</param>
    /// <param name="request">The request for it.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>Null where the exchange does not know it.</returns>
    /// <exception cref="HtxException">The exchange could not be asked.</exception>
    public async Task<TOrder?> AskAsync(OrderReference order, ApiRequest request, CancellationToken cancellationToken)
    {
        TOrder? match = null;
        request = request with { Check = envelope => Read(request, order, envelope, out match) };
        CallResult result = await caller.CallAsync(request, cancellationToken).ConfigureAwait(false);
        if (!IsNotFound(result))
        {
            result.Require();
        }

        return match;
    }

    // 1048 means "no closable amount" elsewhere; asked for an order it says that there is none (facts 2.7, 3.2).
    private static bool IsNotFound(CallResult result) =>
        result.Outcome == AttemptOutcome.Refused
        && result.Envelope.Code is { } code
        && (code == 1048 || ExchangeCodes.Find(code).Class == CodeClass.OrderNotFound);

    /// <summary>What was found, if it is the order that was asked for, and is shown in one state.</summary>
    /// <returns>Why the answer cannot be relied on; null where it can.</returns>
    private HtxException? Read(ApiRequest request, OrderReference order, Envelope envelope, out TOrder? match)
    {
        match = null;
        if (envelope.Data.IsEmpty)
        {
            return null; // asked for one order, the exchange has none to show
        }

        List<TOrder> found;
        try
        {
            found = read(envelope.Data.Span);
        }
        catch (JsonException failure)
        {
            return request.Unreliable(what, failure.Message);
        }

        if (found.Exists(other => !order.Means(other)))
        {
            // That there are others does not say that there is none like this.
            return request.Unreliable(what, $"They are not the {order.Words.Noun} that was asked for.");
        }

        if (found.Exists(other => !agree(other, found[0])))
        {
            return request.Unreliable(what, $"They show the {order.Words.Noun} in two states.");
        }

        match = found.FirstOrDefault();
        return null;
    }
}
