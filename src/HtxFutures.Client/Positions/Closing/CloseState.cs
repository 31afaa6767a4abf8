using HtxFutures.Runs;

namespace HtxFutures.Positions.Closing;

/// <summary>What one look shows of a close: its order, and after that the position.</summary>
/// <param name="Order">The order; neither state nor failure where the exchange knows no such order, or it was not asked.</param>
/// <param name="Position">The position; null where none is shown, or it could not be looked at.</param>
/// <param name="Trouble">Why the positions could not be looked at; null where they could.</param>
internal sealed record CloseState(Sight<HtxOrder> Order, HtxPosition? Position, HtxException? Trouble = null)
{
    /// <summary>Whether another look would show nothing else.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Whether a whole listing shows no such position.</summary>
    public bool IsFlat => Position is null && Trouble is null;

    /// <summary>How much stands; null where that is not known.</summary>
    public decimal? Remaining => IsFlat ? 0 : Position?.Volume;

    /// <summary>The order where it has ended; what it executed until then is all.</summary>
    public HtxOrder? Ended => Order.State is { IsFinal: true } ended ? ended : null;

    /// <summary>How much the order has executed in all; null where that is not known, or not all yet.</summary>
    public decimal? Executed => Ended is not { } ended ? null : ended.FilledVolume ?? ended.State switch
    {
        OrderState.Filled => ended.Volume,
        OrderState.Canceled or OrderState.Rejected => 0,
        _ => null,
    };

    /// <summary>Whether the order has ended although not all was executed.</summary>
    public bool IsCut => Ended is { State: not OrderState.Filled };

    /// <summary>Whether closing orders hold some of the position (desk facts 2.1).</summary>
    public bool IsHeld => Position is { } position && position.Available < position.Volume;
}
