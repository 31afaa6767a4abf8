using System.Text.Json;

namespace HtxFutures.Orders;

/// <summary>Reads orders out of the <c>data</c> of an answer. Members it does not know are passed over (facts 7.21).</summary>
internal static class OrderReader
{
    /// <summary>Reads an array of orders, or one order standing alone (facts 7.11).</summary>
    /// <exception cref="JsonException">The data is no such thing, or an order has no id or no contract, or contradicts itself: hiding it would hide an open order.</exception>
    public static List<HtxOrder> Read(ReadOnlySpan<byte> data, HtxAccount account)
    {
        if (data.IsEmpty)
        {
            // An account without orders has an empty list (facts 2.8). No list at all does not say that there are none.
            throw new JsonException("The answer holds no orders, not even an empty list.");
        }

        try
        {
            return ReadOrders(data, account);
        }
        catch (InvalidOperationException failure)
        {
            throw new JsonException("A text in the list is no valid Unicode.", failure);
        }
    }

    private static List<HtxOrder> ReadOrders(ReadOnlySpan<byte> data, HtxAccount account)
    {
        var orders = new List<HtxOrder>();
        var reader = new Utf8JsonReader(data);
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                orders.Add(ReadOrder(ref reader, account));
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    orders.Add(ReadOrder(ref reader, account));
                }

                break;
            default:
                throw new JsonException("The data is neither an order nor a list of orders.");
        }

        return orders;
    }

    private static HtxOrder ReadOrder(ref Utf8JsonReader reader, HtxAccount account)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("The list holds something that is no order.");
        }

        var order = new OrderMembers();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            order.Read(name, ref reader);
        }

        return order.ToOrder(account);
    }
}
