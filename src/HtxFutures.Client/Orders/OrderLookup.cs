using System.Text.Json;
using HtxFutures.Errors;
using HtxFutures.Http;

namespace HtxFutures.Orders;

/// <summary>Looks single orders up, finished ones too.</summary>
internal sealed class OrderLookup(ExchangeConnection connection, HtxAccount account)
{
    /// <summary>Both, in the order they are asked for: without one the exchange assumes cross, and reports an isolated order as not found (facts 2.7).</summary>
    public static IReadOnlyList<MarginMode> MarginModes { get; } = [MarginMode.Cross, MarginMode.Isolated];

    /// <summary>Asks for the order as cross, then as isolated.</summary>
    /// <returns>Null where the exchange knows it as neither.</returns>
    /// <exception cref="HtxException">The exchange could not be asked.</exception>
    public async Task<HtxOrder?> FindAsync(OrderReference order, CancellationToken cancellationToken)
    {
        foreach (MarginMode marginMode in MarginModes)
        {
            ApiRequest request = OrderRequests.Find(order, marginMode);
            CallResult result = await connection.CallAsync(request, cancellationToken).ConfigureAwait(false);
            if (IsNotFound(result))
            {
                continue;
            }

            if (Read(request, result.Require()).Find(found => IsSame(found, order)) is { } match)
            {
                return match;
            }
        }

        return null;
    }

    public static HtxException Unreadable(ApiRequest request, JsonException failure) =>
        new(HtxErrorKind.UnexpectedResponse, $"{request}: the orders in the answer cannot be read. {failure.Message}") { Path = request.Path };

    // 1048 means "no closable amount" elsewhere; asked for an order it says that there is none (facts 2.7, 3.2).
    private static bool IsNotFound(CallResult result) =>
        result.Happening == Happening.Refused
        && result.Envelope.Code is { } code
        && (code == 1048 || ExchangeCodes.Find(code).Class == CodeClass.OrderNotFound);

    private static bool IsSame(HtxOrder found, OrderReference order) =>
        order.OrderId is not null ? found.OrderId == order.OrderId : found.ClientOrderId == order.ClientOrderId;

    private List<HtxOrder> Read(ApiRequest request, Envelope envelope)
    {
        if (envelope.Data.IsEmpty)
        {
            return []; // asked for one order, the exchange has none to show
        }

        try
        {
            return OrderReader.Read(envelope.Data.Span, account);
        }
        catch (JsonException failure)
        {
            throw Unreadable(request, failure);
        }
    }
}
