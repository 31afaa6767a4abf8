using System.Text.Json;
using HtxFutures.Json;

namespace HtxFutures.Orders.Stopping;

/// <summary>Reads what an answer says of each order: one object, or a list of them.</summary>
internal static class CancelItemReader
{
    /// <summary>Reads the items; what has another shape names no order, and is left out.</summary>
    /// <param name="data">What the answer holds.</param>
    /// <param name="kind">What sort of orders they were.</param>
    /// <returns>Null where one of them is garbled or says two things: nothing there is to be relied on, so every order is looked up.</returns>
    public static List<CancelItem>? Read(ReadOnlySpan<byte> data, OrderKind kind = OrderKind.Order)
    {
        var items = new List<CancelItem>(CancelOperation.LargestJoint);
        var words = OrderKindWords.Of(kind);
        var item = new WireObject(data);
        try
        {
            while (item.ReadNext())
            {
                // What has neither a code nor a name says nothing of any order.
                if (item.IsObject && ReadItem(item, words) is var read and not { Code: null, OrderId: null, ClientOrderId: null })
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

    private static CancelItem ReadItem(in WireObject item, OrderKindWords words)
    {
        int? code = item.Find("code", "error_code").Int32;
        bool? isDone = item.Find("success").Boolean;
        if (isDone == true && code is (null or 0))
        {
            code = 200; // the documented shape has no code for what went well (desk facts 1.6)
        }

        return isDone == false && code == 200
            ? throw new JsonException("An item says both that it was done and that it failed.")
            : new CancelItem(code, item.Message("message", "error_msg"), item.Find(words.IdMember).Id, item.Find(words.ClientIdMember).Id);
    }
}
