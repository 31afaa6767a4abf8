using System.Globalization;
using System.Text.Json;
using HtxFutures.Calls;
using HtxFutures.Calls.Signing;

namespace HtxFutures.Orders;

/// <summary>The requests about orders, as the exchange wants them written (facts 2.1 to 2.3, 2.7, 2.8).</summary>
internal static class OrderRequests
{
    /// <summary>Orders on a page of the listing; the most that the exchange gives (facts 2.8).</summary>
    public const int PageSize = 100;

    private static readonly string s_finished = string.Join(',',
        OrderWords.States[OrderState.Filled], OrderWords.States[OrderState.PartiallyCanceled], OrderWords.States[OrderState.Canceled]);

    private static readonly JsonEncodedText s_contractCode = JsonEncodedText.Encode("contract_code");

    /// <summary>Cancels one order. Ids travel as text: as numbers they exceed what JSON readers hold exactly (facts 7.2).</summary>
    public static ApiRequest Cancel(OrderReference order) => ApiRequest.Post(OrderRoutes.Cancel, order, json =>
    {
        json.WriteString(s_contractCode, order.ContractCode);
        json.WriteString(order.IdParameter, order.Id);
    });

    /// <summary>Cancels up to ten orders (facts 2.2): of one contract, and named by one kind of id, since it is not known how the exchange counts two lists.</summary>
    public static ApiRequest CancelBatch(IReadOnlyList<OrderReference> orders) => ApiRequest.Post(OrderRoutes.CancelBatch, new OrderBatch(orders), json =>
    {
        json.WriteString(s_contractCode, orders[0].ContractCode);
        json.WriteStartArray(orders[0].IdParameter);
        foreach (OrderReference order in orders)
        {
            json.WriteStringValue(order.Id);
        }

        json.WriteEndArray();
    });

    /// <summary>Looks one order up. Without a margin mode the exchange assumes cross (facts 2.7).</summary>
    public static ApiRequest Find(OrderReference order, MarginMode marginMode) => new(OrderRoutes.Find, order)
    {
        Query = order.OrderId is not null
            ? [new("contract_code", order.ContractCode), new("margin_mode", OrderWords.MarginModes[marginMode]), new("order_id", order.Id)]
            : [new("client_order_id", order.Id), new("contract_code", order.ContractCode), new("margin_mode", OrderWords.MarginModes[marginMode])],
    };

    /// <summary>A page of open orders, oldest first.</summary>
    /// <param name="contractCode">The contract; null for all.</param>
    /// <param name="marginMode">Cross or isolated; null for both.</param>
    /// <param name="cursor">The cursor of the last order that is known; null for the first page.</param>
    /// <param name="direction">Which way the page lies from the cursor.</param>
    /// <param name="limit">Orders on the page, 1 to <see cref="PageSize"/>.</param>
    public static ApiRequest ListOpen(string? contractCode, MarginMode? marginMode, string? cursor = null, PageDirection direction = PageDirection.Next, int limit = PageSize)
    {
        var query = new List<QueryParameter>(5);
        if (contractCode is not null)
        {
            query.Add(new("contract_code", contractCode));
        }

        query.AddRange(From(cursor, direction));
        query.Add(new("limit", limit.ToString(CultureInfo.InvariantCulture)));
        if (marginMode is { } mode)
        {
            query.Add(new("margin_mode", OrderWords.MarginModes[mode]));
        }

        return new ApiRequest(OrderRoutes.ListOpen, new OrderPage("open", contractCode)) { Query = [.. query] };
    }

    /// <summary>
    /// A page of finished orders, newest first, of the last two days (facts 2.9). A cursor of 0 stands for none in the
    /// documentation alone: the exchange refuses it (desk facts C3), so the first page has none.
    /// </summary>
    /// <param name="contractCode">The contract.</param>
    /// <param name="marginMode">Cross or isolated; the exchange wants one.</param>
    /// <param name="cursor">The cursor of the last order that is known; null for the first page.</param>
    /// <param name="direction">Which way the page lies from the cursor.</param>
    /// <param name="span">Of which time; null for the last two days.</param>
    public static ApiRequest ListFinished(string contractCode, MarginMode marginMode, string? cursor, PageDirection direction, ListedSpan? span = null)
    {
        QueryParameter[] query =
        [
            new("contract_code", contractCode),
            .. From(cursor, direction),
            .. Times(span),
            new("limit", PageSize.ToString(CultureInfo.InvariantCulture)),
            new("margin_mode", OrderWords.MarginModes[marginMode]),
            new("states", s_finished), // so the newest official client names it (facts 7.8)
        ];
        Array.Sort(query, static (one, other) => string.CompareOrdinal(one.Name, other.Name));
        return new ApiRequest(OrderRoutes.ListFinished, new OrderPage("finished", contractCode)) { Query = query };
    }

    private static QueryParameter[] Times(ListedSpan? span) =>
        span is { } listed ? [new("start_time", Milliseconds(listed.Start)), new("end_time", Milliseconds(listed.End))] : [];

    private static string Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static QueryParameter[] From(string? cursor, PageDirection direction) =>
        cursor is null ? [] : [new("direct", direction == PageDirection.Next ? "next" : "prev"), new("from", cursor)];
}
