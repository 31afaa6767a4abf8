using HtxFutures.Calls;
using HtxFutures.Runs;

namespace HtxFutures.Halting;

/// <summary>Who hears of what a halt does.</summary>
/// <param name="Requests">Hears of its requests; null for nobody.</param>
/// <param name="Cancels">Hears of stopped orders, likewise.</param>
/// <param name="Closes">Hears of closed positions, likewise.</param>
internal sealed record HaltListeners(IRequestListener? Requests = null, IResultListener<HtxCancelResult>? Cancels = null, IResultListener<HtxCloseResult>? Closes = null);
