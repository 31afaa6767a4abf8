using System.Globalization;
using HtxFutures.Calls.Answers;
using HtxFutures.Runs;

namespace HtxFutures.Positions.Closing;

/// <summary>What is to be said of a close, by what looking at its order and at the position has shown.</summary>
internal static class CloseSights
{
    // The exchange's clock is known to some tens of milliseconds.
    private static readonly TimeSpan s_clockError = TimeSpan.FromSeconds(1);

    /// <summary>Whether another look would show nothing else of a close.</summary>
    public static bool IsFinal(CloseItem item, CloseState seen) => seen switch
    {
        { Trouble: { } trouble } => trouble.EndsRun,
        { IsFlat: true } => seen.Order.State is null or { IsFinal: true }, // how much was executed may take a moment more
        { IsCut: true } => seen.Executed is not > 0 || seen.Remaining != item.Before?.Volume, // a part is gone, and must be shown as gone
        _ => HasTurned(item.Shown, seen.Position) && !item.MayHaveClosed,
    };

    /// <summary>Says what became of a close.</summary>
    /// <param name="item">The position.</param>
    /// <param name="open">What is said of it so far, and what that leaves open.</param>
    /// <param name="sight">What the exchange shows.</param>
    /// <param name="followed">How long a close that the exchange took was followed; null where it is another question.</param>
    public static CloseVerdict Verdict(CloseItem item, CloseVerdict open, Sight<CloseState> sight, TimeSpan? followed = null)
    {
        CloseState seen = sight.State ?? new CloseState(default, null, sight.Failure);
        return seen switch
        {
            { IsFlat: true } => item.MayHaveClosed ? CloseEndings.Closed(item, seen) : CloseEndings.NothingToClose(item, seen),
            { IsCut: true } => CloseEndings.Cut(item, seen),
            { Position: { } position } when !item.MayHaveClosed && HasTurned(item.Shown, position) => CloseEndings.Turned(item, position),
            { Order.State: { IsFinal: true }, Trouble: null } => CloseEndings.StillShown(item, seen),
            { Order.State: not null } => Taken(item, CloseVerdict.Taken, seen, followed),
            _ when item.WasTaken => Taken(item, open, seen, followed),
            _ => NotFound(item, open, seen),
        };
    }

    /// <summary>Whether a position was turned round: what was long when it was shown is short, or the other way about (one-way mode).</summary>
    /// <param name="shown">As it was shown; null where it was not.</param>
    /// <param name="now">As it is now; null where there is none.</param>
    public static bool HasTurned(HtxPosition? shown, HtxPosition? now) =>
        shown is { Direction: not OrderSide.Unknown } && now is { Direction: not OrderSide.Unknown } && now.Direction != shown.Direction;

    /// <summary>The exchange has the close, and the position is not gone yet, or could not be looked at.</summary>
    private static CloseVerdict Taken(CloseItem item, CloseVerdict taken, CloseState seen, TimeSpan? followed)
    {
        if (seen.Trouble is { EndsRun: true } end)
        {
            return taken with { Seen = seen, Failure = end };
        }

        return followed is { } timeout ? taken with { Seen = seen, Failure = NotInTime(item, seen, timeout) } : taken with { Seen = seen };
    }

    /// <summary>The exchange shows no order of ours.</summary>
    private static CloseVerdict NotFound(CloseItem item, CloseVerdict open, CloseState seen)
    {
        HtxException reason = open.Failure!;
        if (seen.Position is not { } position)
        {
            return open.DidNotRun && seen.Trouble is { EndsRun: false }
                ? CloseVerdict.Refused(reason.Within($"Nothing of {item.Position} was closed, and why could not be looked at."), seen)
                : Unknown(item, seen, $"{reason.Message} Looking the position up failed too: {seen.Trouble?.Message}", seen.Trouble is { EndsRun: true } end ? end : null);
        }

        bool surelyNotRun = open.DidNotRun || (seen.Order.Failure is null && IsAsBefore(item, position));
        return open switch
        {
            { SaysNothingToClose: true } when surelyNotRun && seen.IsHeld => CloseEndings.Held(item, seen, position),
            { Certainty: Certainty.PassedOver } when surelyNotRun => open with { Certainty = Certainty.Again, Seen = seen },
            { DidNotRun: true } => CloseVerdict.Refused(reason, seen),
            _ => Unknown(item, seen, $"{reason.Message} {Standing(item, seen, position)}"),
        };
    }

    private static string Standing(CloseItem item, CloseState seen, HtxPosition position) => string.Create(
        CultureInfo.InvariantCulture,
        $"{item.Position} stands with {position.Volume}, and {(seen.Order.Failure is { } failure ? $"the order that would close it could not be looked up: {failure.Message}" : "the exchange does not know the order that would close it.")}");

    /// <summary>Whether the position is the very one that it was before the close was sent, so that the close did not run.</summary>
    private static bool IsAsBefore(CloseItem item, HtxPosition position) => item.Before is { } before
        ? position.CreatedAt is not null && position.CreatedAt == before.CreatedAt && position.Volume == before.Volume && position.Direction == before.Direction
        : position.CreatedAt + s_clockError < item.SentAt;

    private static HtxException NotInTime(CloseItem item, CloseState seen, TimeSpan timeout)
    {
        string why = seen.Trouble is null ? "" : $" The last look failed: {seen.Trouble.Message}";
        return new HtxException(
            HtxErrorKind.WaitTimeout,
            string.Create(CultureInfo.InvariantCulture, $"The exchange took the close of {item.Position}, and did not show it as gone within {timeout.TotalSeconds:0.###} s.{why}"))
        {
            Guidance = item.Position.ToBeListed("To see what stands, list the positions."),
        };
    }

    private static CloseVerdict Unknown(CloseItem item, CloseState seen, string message, HtxException? fatal = null) =>
        new(Certainty.Final, CloseOutcome.Unknown, message, seen, fatal ?? new HtxException(HtxErrorKind.OutcomeUnknown, message)
        {
            // While a contract is being settled, asking again at once is not what helps.
            Guidance = item.Position.ToBeListed($"{(item.IsSettling ? $"{ExchangeCodes.Find(item.Code!.Value).Advice} " : "")}Before it is closed again, look whether it still stands: what is closed then is what stands then. To see it, list the positions."),
        });
}
