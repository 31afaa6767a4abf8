using HtxFutures.Orders;

namespace HtxFutures.Simulation;

/// <summary>Something that somebody wants to be stopped.</summary>
/// <param name="Order">What names it.</param>
/// <param name="Shown">It, as a listing showed it; null where nobody has seen it.</param>
internal sealed record Found(OrderReference Order, IShownOrder? Shown = null);
