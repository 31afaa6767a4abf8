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
        var items = new List<CancelItem>();
        var item = new WireObject(data);
        try
        {
            while (item.ReadNext())
            {
                // What has neither a code nor a name says nothing of any order.
                if (item.IsObject && ReadItem(item) is var read and not { Code: null, OrderId: null, ClientOrderId: null })
                {
                    items.Add(read);
                }
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return items;
    }

    private static CancelItem ReadItem(in WireObject item)
    {
        int? code = item.Find("code", "error_code").Int32;
        return item.Find("success").Boolean == false && code == 200
            ? throw new JsonException("An item says both that it was done and that it failed.")
            : new CancelItem(code, item.Message("message", "error_msg"), item.Find("order_id").Id, item.Find("client_order_id").Id);
    }
}
