using System.Text.Json;
using HtxFutures.Calls;
using HtxFutures.Calls.Answers;

namespace HtxFutures.Orders;

/// <summary>Looks single orders up, finished ones too.</summary>
internal sealed class OrderLookup(Caller caller, HtxAccount account)
{
    /// <summary>Both, in the order they are asked for: without one the exchange assumes cross, and reports an isolated order as not found (facts 2.7).</summary>
    public static IReadOnlyList<MarginMode> MarginModes { get; } = [MarginMode.Cross, MarginMode.Isolated];

    /// <summary>Asks for the order as cross, then as isolated. An answer that cannot be read is asked for again.</summary>
    /// <returns>Null where the exchange knows it as neither.</returns>
    /// <exception cref="HtxException">The exchange could not be asked.</exception>
    public async Task<HtxOrder?> FindAsync(OrderReference order, CancellationToken cancellationToken)
    {
        foreach (MarginMode marginMode in MarginModes)
        {
            HtxOrder? match = null;
            ApiRequest request = OrderRequests.Find(order, marginMode);
            request = request with { Check = envelope => Read(request, order, envelope, out match) };
            CallResult result = await caller.CallAsync(request, cancellationToken).ConfigureAwait(false);
            if (IsNotFound(result))
            {
                continue;
            }

            result.Require();
            if (match is not null)
            {
                return match;
            }
        }

        return null;
    }

    // 1048 means "no closable amount" elsewhere; asked for an order it says that there is none (facts 2.7, 3.2).
    private static bool IsNotFound(CallResult result) =>
        result.Outcome == AttemptOutcome.Refused
        && result.Envelope.Code is { } code
        && (code == 1048 || ExchangeCodes.Find(code).Class == CodeClass.OrderNotFound);

    /// <summary>What was found, if it is the order that was asked for, and is shown in one state.</summary>
    /// <returns>Why the answer cannot be relied on; null where it can.</returns>
    private HtxException? Read(ApiRequest request, OrderReference order, Envelope envelope, out HtxOrder? match)
    {
        match = null;
        if (envelope.Data.IsEmpty)
        {
            return null; // asked for one order, the exchange has none to show
        }

        List<HtxOrder> found;
        try
        {
            found = OrderReader.Read(envelope.Data.Span, account);
        }
        catch (JsonException failure)
        {
            return request.Unreliable("orders", failure.Message);
        }

        if (found.Exists(other => !order.Means(other)))
        {
            // That there are others does not say that there is none like this.
            return request.Unreliable("orders", "They are not the order that was asked for.");
        }

        if (found.Exists(other => other.State != found[0].State))
        {
            return request.Unreliable("orders", "They show the order in two states.");
        }

        match = found.FirstOrDefault();
        return null;
    }
}
