using HtxFutures.Cancelling;

namespace HtxFutures.MassCancel;

/// <summary>An order of which the answer to a mass cancel does not say what became.</summary>
/// <param name="Task">The order.</param>
/// <param name="Reason">Why the answer does not say.</param>
internal readonly record struct MassCancelDoubt(CancelTask Task, HtxException Reason);
