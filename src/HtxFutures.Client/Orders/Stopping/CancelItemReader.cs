using System.Text.Json;
using HtxFutures.Json;

namespace HtxFutures.Orders.Stopping;

/// <summary>Reads what an answer says of each order: one object, or a list of them.</summary>
internal static class CancelItemReader
{
    /// <summary>Reads the items; what has another shape names no order, and is left out.</summary>
    /// <returns>Null where one of them is garbled or says two things: nothing there is to be relied on, so every order is looked up.</returns>
    public static List<CancelItem>? Read(ReadOnlySpan<byte> data)
    {
        try
        {
            return ReadItems(data);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The second is a text with half a surrogate pair.
            return null;
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
            ReadItem(ref reader, items);
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType == JsonTokenType.StartObject)
                {
                    ReadItem(ref reader, items);
                }
                else
                {
                    reader.Skip();
                }
            }
        }

        return items;
    }

    private static void ReadItem(ref Utf8JsonReader reader, List<CancelItem> items)
    {
        var item = default(CancelItem);
        var met = Member.None;
        bool deniesSuccess = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Member member = Known(reader.GetString()!);
            reader.Read();
            if ((met & member) != 0)
            {
                throw new JsonException("An item says two things of its order.");
            }

            met |= member & ~Member.Message;
            switch (member)
            {
                case Member.Code: item = item with { Code = WireValue.Int32(ref reader) }; break;
                case Member.Success: deniesSuccess = WireValue.Boolean(ref reader) == false; break;
                case Member.Message: item = item with { Message = ExchangeText.Clean(WireValue.Text(ref reader)) ?? item.Message }; break;
                case Member.OrderId: item = item with { OrderId = WireValue.Id(ref reader) }; break;
                case Member.ClientOrderId: item = item with { ClientOrderId = WireValue.Id(ref reader) }; break;
                default: reader.Skip(); break;
            }
        }

        if (deniesSuccess && item.Code == 200)
        {
            throw new JsonException("An item says both that it was done and that it failed.");
        }

        // What has neither a code nor a name says nothing of any order.
        if (item is not { Code: null, OrderId: null, ClientOrderId: null })
        {
            items.Add(item);
        }
    }

    private static Member Known(string name) => name switch
    {
        "code" or "error_code" => Member.Code,
        "success" => Member.Success,
        "message" or "error_msg" => Member.Message,
        "order_id" => Member.OrderId,
        "client_order_id" => Member.ClientOrderId,
        _ => Member.None,
    };

    /// <summary>What a member says, by whichever of its names.</summary>
    [Flags]
    private enum Member
    {
        None = 0,
        Code = 1,
        Success = 2,
        Message = 4,
        OrderId = 8,
        ClientOrderId = 16,
    }
}
