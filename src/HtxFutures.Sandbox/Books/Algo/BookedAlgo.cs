using HtxFutures.Sandbox.Books.Orders;

namespace HtxFutures.Sandbox.Books.Algo;

/// <summary>An algo order in the exchange's hands: what is shown of it, and what the exchange keeps to itself.</summary>
internal sealed class BookedAlgo(long algoId, long id, BookedOrder? parent, SandboxAlgoOrder view)
{
    public long AlgoId { get; } = algoId;

    /// <summary>The cursor of listings.</summary>
    public long Id { get; } = id;

    public SandboxAlgoOrder View { get; set; } = view;

    public SandboxAlgoTemplate Terms => View.Terms;

    /// <summary>What it looks for in the price.</summary>
    public PriceWatch Watch { get; } = new();

    /// <summary>The order that it is attached to.</summary>
    public BookedOrder? Parent { get; } = parent;

    /// <summary>The order that it placed.</summary>
    public BookedOrder? Child { get; set; }

    /// <summary>Its parent has not ended, so that it is not known yet whether it will ever be in effect.</summary>
    public bool IsUnspawned => View.State == SandboxAlgoState.Waiting && Parent is { View.IsOpen: true };

    /// <summary>Those that are not in effect yet are shown nowhere.</summary>
    public bool IsShown => View.State != SandboxAlgoState.Waiting;

    /// <summary>A cancel of it would be accepted, and could come too late.</summary>
    public bool MayGetAway => View is { State: SandboxAlgoState.Active, IsCanceling: false };

    /// <summary>A cancel was accepted, and it will come too late.</summary>
    public bool FiresBeforeCancel { get; set; }

    /// <summary>When it ended, on the steady base.</summary>
    public DateTimeOffset EndedAt { get; set; }
}
