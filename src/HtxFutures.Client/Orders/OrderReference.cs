using System.Globalization;
using HtxFutures.Errors;
using HtxFutures.Orders;

namespace HtxFutures;

/// <summary>
/// Names one order: its kind, its contract, and the exchange's id or the client's. Checked on creation, so that what
/// cannot be an order is never sent. Where both ids are known the exchange's is used, alone (facts 7.4).
/// </summary>
public sealed record OrderReference
{
    private OrderReference(OrderKind kind, string contractCode, string? orderId, string? clientOrderId)
    {
        Kind = kind;
        ContractCode = contractCode;
        OrderId = orderId;
        ClientOrderId = clientOrderId;
    }

    /// <summary>What sort of order it is: the ids of one kind say nothing of another.</summary>
    public OrderKind Kind { get; }

    /// <summary>The contract, in upper case.</summary>
    public string ContractCode { get; }

    /// <summary>The exchange's id; null where only the client's is known.</summary>
    public string? OrderId { get; }

    /// <summary>The client's id; null where it is not known.</summary>
    public string? ClientOrderId { get; }

    /// <summary>The parameter that names the order to the exchange.</summary>
    internal string IdParameter => OrderId is null ? Words.ClientIdMember : Words.IdMember;

    /// <summary>The id that names the order to the exchange.</summary>
    internal string Id => OrderId ?? ClientOrderId!;

    /// <summary>What orders of its kind and their ids are called.</summary>
    internal OrderKindWords Words => OrderKindWords.Of(Kind);

    /// <summary>Names an order.</summary>
    /// <param name="contractCode">The contract; any case.</param>
    /// <param name="orderId">The exchange's id: digits, 1 to 9223372036854775807. Null or blank where it is not known.</param>
    /// <param name="clientOrderId">The client's id, likewise.</param>
    /// <param name="kind">What sort of order it is.</param>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: names the value and the remedy.</exception>
    public static OrderReference Create(string? contractCode, string? orderId, string? clientOrderId = null, OrderKind kind = OrderKind.Order)
    {
        string contract = HtxFutures.ContractCode.Parse(contractCode);
        bool hasOrderId = !string.IsNullOrWhiteSpace(orderId);
        bool hasClientOrderId = !string.IsNullOrWhiteSpace(clientOrderId);
        OrderKindWords words = OrderKindWords.Of(kind);
        if (!hasOrderId && !hasClientOrderId)
        {
            throw new HtxException(HtxErrorKind.InvalidParameter, $"No {words.Id} was given for {contract}.")
            {
                Guidance = new($"Give the {words.Noun}'s id, the exchange's or the client's.", Errors.Means.OrderIds) { Kind = kind },
            };
        }

        return new OrderReference(
            kind,
            contract,
            hasOrderId ? ParseId(orderId!, words.Id, kind) : null,
            // Beside an exchange id the client's is only shown, so it need not be a number there.
            hasOrderId ? (hasClientOrderId ? clientOrderId!.Trim() : null) : ParseId(clientOrderId!, words.ClientId, kind));
    }

    /// <summary>
    /// Whether an order of the exchange is the one that is named. A client's id counts within its contract, and can be
    /// given again once its order has ended.
    /// </summary>
    internal bool Means(IShownOrder order) => OrderId is not null
        ? order.OrderId == OrderId
        : order.ClientOrderId == ClientOrderId && order.ContractCode == ContractCode;

    /// <summary>What to do about the order: look it up.</summary>
    /// <param name="text">The text, whose last sentence says so.</param>
    internal Guidance ToBeLookedUp(string text) => ContractCode.Length > 0
        ? To(Errors.Means.LookUpOrder, text)
        : new("To see what is open, list the orders.", Errors.Means.ListOrders) { Kind = Kind };

    /// <summary>What to do about the order.</summary>
    /// <param name="means">What serves to do it.</param>
    /// <param name="text">The text, whose last sentence says so.</param>
    internal Guidance To(Means means, string text) =>
        new(text, means) { Kind = Kind, ContractCode = ContractCode, OrderId = OrderId, ClientOrderId = ClientOrderId };

    /// <summary>The same ids and contract, taken for those of another kind.</summary>
    internal OrderReference As(OrderKind kind) => new(kind, ContractCode, OrderId, ClientOrderId);

    /// <summary>Contract and id, for messages.</summary>
    public override string ToString() => $"{ContractCode} {(OrderId is null ? $"client {Words.Noun} {ClientOrderId}" : $"{Words.Noun} {OrderId}")}".TrimStart();

    /// <summary>Names an order as the exchange itself has named it, which needs no check.</summary>
    /// <param name="contractCode">The contract; empty where the exchange did not name it.</param>
    /// <param name="orderId">The exchange's id; null where it did not name it.</param>
    /// <param name="clientOrderId">The client's id, likewise; one of the two is there.</param>
    /// <param name="kind">What sort of order it is.</param>
    internal static OrderReference AsNamed(string contractCode, string? orderId, string? clientOrderId, OrderKind kind = OrderKind.Order) =>
        new(kind, contractCode, orderId, clientOrderId);

    private static string ParseId(string text, string what, OrderKind kind)
    {
        string trimmed = text.Trim();
        if (long.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out long id) && id > 0)
        {
            return trimmed[0] == '0' ? id.ToString(CultureInfo.InvariantCulture) : trimmed;
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
            Guidance = new($"To see the ids of the {OrderKindWords.Of(kind).Waiting}, list them.", Errors.Means.ListOrders) { Kind = kind },
        };
    }

    private static bool IsFloatingPoint(string text) =>
        text.AsSpan().IndexOfAny('.', 'e', 'E') > 0
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
