using HtxFutures.Sandbox.Books.Positions;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>GET /v5/trade/position/opens (desk facts 2.1): all at once, of both margin modes.</summary>
internal static class ListPositions
{
    public static Answer Serve(ApiCall call)
    {
        string? contract = call.OptionalContract();
        IEnumerable<BookedPosition> listed = call.Faults?.Take(FaultKind.NoPositions) is null ? call.Positions.Listed : [];
        SandboxPosition[] positions = listed
            .Where(position => contract is null || position.Key.ContractCode == contract)
            .Select(call.Valuation.Show)
            .ToArray();
        return Answer.Success(wire =>
        {
            wire.Json.WriteStartArray();
            foreach (SandboxPosition position in positions)
            {
                PositionShape.Write(wire, position, call.Clock.Now);
            }

            wire.Json.WriteEndArray();
        });
    }
}
