using System.Text.Json;
using HtxFutures.Json;

namespace HtxFutures.Cancelling;

/// <summary>Reads what an answer says of each order: one object, or a list of them.</summary>
internal static class CancelItemReader
{
    /// <summary>Reads the items; what has another shape names no order, and is left out.</summary>
    public static List<CancelItem> Read(ReadOnlySpan<byte> data)
    {
        try
        {
            return ReadItems(data);
        }
        catch (InvalidOperationException)
        {
            // A text with half a surrogate pair: nothing here is to be relied on, so every order is looked up.
            return [];
        }
    }

    private static List<CancelItem> ReadItems(ReadOnlySpan<byte> data)
    {
        var items = new List<CancelItem>();
        if (data.IsEmpty)
        {
            return items;
        }

        var reader = new Utf8JsonReader(data);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            items.Add(ReadItem(ref reader));
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType == JsonTokenType.StartObject)
                {
                    items.Add(ReadItem(ref reader));
                }
                else
                {
                    reader.Skip();
                }
            }
        }

        return items;
    }

    private static CancelItem ReadItem(ref Utf8JsonReader reader)
    {
        var item = default(CancelItem);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            switch (name)
            {
                case "code" or "error_code": item = item with { Code = WireValue.Int32(ref reader) ?? item.Code }; break;
                case "message" or "error_msg": item = item with { Message = ExchangeText.Clean(WireValue.Text(ref reader)) ?? item.Message }; break;
                case "order_id": item = item with { OrderId = ExchangeText.Clean(WireValue.Text(ref reader)) }; break;
                case "client_order_id": item = item with { ClientOrderId = ExchangeText.Clean(WireValue.Text(ref reader)) }; break;
                default: reader.Skip(); break;
            }
        }

        return item;
    }
}
