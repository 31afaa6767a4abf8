using HtxFutures.Calls;

namespace HtxFutures.Switch;

/// <summary>A session's part in the dead-man's switch of its account: the way to the exchange that it lends, and what its user is to be told.</summary>
internal sealed class AutoCancelSeat(Caller caller, TimeProvider time)
{
    /// <summary>The way to the exchange, for what is sent from the background.</summary>
    public Caller Caller { get; } = caller;

    /// <summary>What its user is to be told.</summary>
    public AutoCancelWarnings Warnings { get; } = new(time);

    /// <summary>Whether who could close it is gone, so that most likely nobody hears what is told it.</summary>
    public bool IsOrphaned { get; set; }

    /// <summary>Whether the session was closed.</summary>
    public bool IsClosed { get; set; }
}
