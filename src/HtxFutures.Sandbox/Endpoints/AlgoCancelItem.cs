using HtxFutures.Sandbox.Codes;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>What became of one algo order of a batch (desk facts 1.6).</summary>
/// <param name="Code">The code of this one alone.</param>
/// <param name="Field">The parameter that the text names, for codes that have one.</param>
/// <param name="AlgoId">The exchange's id as shown; null for none.</param>
/// <param name="ClientId">The client's id as shown; null for none.</param>
internal sealed record AlgoCancelItem(int Code, string? Field, string? AlgoId, string? ClientId)
{
    public static void WriteAll(WireWriter wire, IEnumerable<AlgoCancelItem> items)
    {
        wire.Json.WriteStartArray();
        foreach (AlgoCancelItem item in items)
        {
            wire.Json.WriteStartObject();
            if (wire.Options.AlgoItemShape == AlgoItemShape.Recorded)
            {
                item.WriteCode(wire, "code", "message");
                item.WriteIds(wire);
            }
            else
            {
                item.WriteIds(wire);
                item.WriteSuccess(wire);
            }

            wire.UnknownMember();
            wire.Json.WriteEndObject();
        }

        wire.Json.WriteEndArray();
    }

    private void WriteSuccess(WireWriter wire)
    {
        wire.Json.WriteBoolean("success", Code == ReplyCode.Success);
        if (Code != ReplyCode.Success)
        {
            WriteCode(wire, "error_code", "error_msg");
        }
    }

    private void WriteCode(WireWriter wire, string code, string message)
    {
        wire.Code(Code, code);
        wire.Message(message, Code, Field);
    }

    private void WriteIds(WireWriter wire)
    {
        wire.Id("algo_id", AlgoId);
        wire.Id("algo_client_order_id", ClientId);
    }
}
