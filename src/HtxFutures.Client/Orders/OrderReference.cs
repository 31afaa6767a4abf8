using System.Globalization;
using HtxFutures.Errors;

namespace HtxFutures;

/// <summary>
/// Names one order: its contract, and the exchange's id or the client's. Checked on creation, so that what cannot be an
/// order is never sent. Where both ids are known the exchange's is used, alone (facts 7.4).
/// </summary>
public sealed record OrderReference
{
    private OrderReference(string contractCode, string? orderId, string? clientOrderId)
    {
        ContractCode = contractCode;
        OrderId = orderId;
        ClientOrderId = clientOrderId;
    }

    /// <summary>The contract, in upper case.</summary>
    public string ContractCode { get; }

    /// <summary>The exchange's id; null where only the client's is known.</summary>
    public string? OrderId { get; }

    /// <summary>The client's id; null where it is not known.</summary>
    public string? ClientOrderId { get; }

    /// <summary>The parameter that names the order to the exchange.</summary>
    internal string IdParameter => OrderId is null ? "client_order_id" : "order_id";

    /// <summary>The id that names the order to the exchange.</summary>
    internal string Id => OrderId ?? ClientOrderId!;

    /// <summary>Names an order.</summary>
    /// <param name="contractCode">The contract; any case.</param>
    /// <param name="orderId">The exchange's id: digits, 1 to 9223372036854775807. Null or blank where it is not known.</param>
    /// <param name="clientOrderId">The client's id, likewise.</param>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: names the value and the remedy.</exception>
    public static OrderReference Create(string? contractCode, string? orderId, string? clientOrderId = null)
    {
        string contract = HtxFutures.ContractCode.Parse(contractCode);
        bool hasOrderId = !string.IsNullOrWhiteSpace(orderId);
        bool hasClientOrderId = !string.IsNullOrWhiteSpace(clientOrderId);
        if (!hasOrderId && !hasClientOrderId)
        {
            throw new HtxException(HtxErrorKind.InvalidParameter, $"No order id was given for {contract}.")
            {
                Guidance = new("Give the order's id, the exchange's or the client's.", Errors.Means.OrderIds),
            };
        }

        return new OrderReference(
            contract,
            hasOrderId ? ParseId(orderId!, "order id") : null,
            // Beside an exchange id the client's is only shown, so it need not be a number there.
            hasOrderId ? (hasClientOrderId ? clientOrderId!.Trim() : null) : ParseId(clientOrderId!, "client order id"));
    }

    /// <summary>
    /// Whether an order of the exchange is the one that is named. A client's id counts within its contract, and can be
    /// given again once its order has ended.
    /// </summary>
    internal bool Means(HtxOrder order) => OrderId is not null
        ? order.OrderId == OrderId
        : order.ClientOrderId == ClientOrderId && order.ContractCode == ContractCode;

    /// <summary>What to do about the order: look it up.</summary>
    /// <param name="text">The text, whose last sentence says so.</param>
    internal Guidance ToBeLookedUp(string text) => new(text, Errors.Means.LookUpOrder) { ContractCode = ContractCode, OrderId = OrderId, ClientOrderId = ClientOrderId };

    /// <summary>Contract and id, for messages.</summary>
    public override string ToString() => $"{ContractCode} {(OrderId is null ? $"client order {ClientOrderId}" : $"order {OrderId}")}".TrimStart();

    /// <summary>Names an order as the exchange itself has named it, which needs no check.</summary>
    /// <param name="contractCode">The contract; empty where the exchange did not name it.</param>
    /// <param name="orderId">The exchange's id; null where it did not name it.</param>
    /// <param name="clientOrderId">The client's id, likewise; one of the two is there.</param>
    internal static OrderReference AsNamed(string contractCode, string? orderId, string? clientOrderId) => new(contractCode, orderId, clientOrderId);

    private static string ParseId(string text, string what)
    {
        string trimmed = text.Trim();
        if (long.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out long id) && id > 0)
        {
            return id.ToString(CultureInfo.InvariantCulture);
        }

        if (IsFloatingPoint(trimmed))
        {
            throw new HtxException(HtxErrorKind.InvalidParameter, $"The {what} '{text}' came through a floating-point number, which cannot hold its digits: it may be another order's by now.")
            {
                Advice = "Take the id as text from where it came: a text column in the CSV, or quotes around it.",
            };
        }

        throw new HtxException(HtxErrorKind.InvalidParameter, $"The {what} '{text}' is not one: ids are whole numbers from 1 to {long.MaxValue.ToString(CultureInfo.InvariantCulture)}, digits only.")
        {
            Guidance = new("To see the ids of the open orders, list them.", Errors.Means.ListOrders),
        };
    }

    private static bool IsFloatingPoint(string text) =>
        text.AsSpan().IndexOfAny('.', 'e', 'E') > 0
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
