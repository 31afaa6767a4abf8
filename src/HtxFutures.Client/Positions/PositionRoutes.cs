using HtxFutures.Calls;

namespace HtxFutures.Positions;

/// <summary>The ways to positions. <c>/v5/trade/position_all</c> is none of them, not even to read: it closes the account (desk facts 2.3).</summary>
internal static class PositionRoutes
{
    /// <summary>Lists positions (desk facts 2.1).</summary>
    public static readonly Route ListOpen = Route.Read("/v5/trade/position/opens");
}
