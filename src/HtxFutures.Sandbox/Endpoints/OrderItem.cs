using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>What became of one order of a batch, or of one position of all (facts 2.2, 4, desk facts 2.3).</summary>
/// <param name="Code">The code of this order alone.</param>
/// <param name="Field">The parameter that the text names, for codes that have one.</param>
/// <param name="OrderId">The exchange's id as shown; null for none.</param>
/// <param name="ClientOrderId">The client's id as shown; null for none.</param>
internal sealed record OrderItem(int Code, string? Field, string? OrderId, string? ClientOrderId)
{
    public static void WriteAll(WireWriter wire, IEnumerable<OrderItem> items)
    {
        wire.Json.WriteStartArray();
        foreach (OrderItem item in items)
        {
            item.Write(wire);
        }

        wire.Json.WriteEndArray();
    }

    private void Write(WireWriter wire)
    {
        wire.Json.WriteStartObject();
        wire.Code(Code);
        wire.Message("message", Code, Field);
        wire.Id("order_id", OrderId);
        wire.Id("client_order_id", ClientOrderId);
        wire.UnknownMember();
        wire.Json.WriteEndObject();
    }
}
