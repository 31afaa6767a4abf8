using HtxFutures.Sandbox.Market;

namespace HtxFutures.Sandbox.Books.Orders;

/// <summary>Makes orders that have ended of what tests and samples say of them.</summary>
internal static class PastOrders
{
    public static SandboxOrder View(long id, long? clientId, SandboxPastOrder past, DateTimeOffset now)
    {
        SandboxOrder placed = OrderViews.Placed(id, clientId ?? id, past.Terms with { FilledVolume = 0 }, now);
        decimal filled = past.Fills.Sum(fill => fill.Volume);
        SandboxOrder executed = placed with
        {
            FilledVolume = filled,
            AveragePrice = filled == 0 ? 0 : Math.Round(past.Fills.Sum(fill => fill.Price * fill.Volume) / filled, OrderViews.MostDecimals),
            Fee = past.Fills.Sum(fill => fill.Fee ?? ContractTerms.Fee(placed.ContractCode, fill.Volume, fill.Price, OrderWords.RoleOf(placed.Type))),
            Profit = past.Fills.Sum(fill => fill.Profit),
        };
        return filled < placed.Volume
            ? OrderViews.Canceled(executed, past.CancelReason, past.EndedAt)
            : executed with { State = SandboxOrderState.Filled, UpdatedAt = past.EndedAt };
    }
}
