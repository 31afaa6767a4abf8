using System.Globalization;
using HtxFutures.Errors;
using HtxFutures.Runs;

namespace HtxFutures.Positions.Closing;

/// <summary>The ends that a close can be seen to come to.</summary>
internal static class CloseEndings
{
    /// <summary>The position is gone, and a close of ours may have done it.</summary>
    public static CloseVerdict Closed(CloseItem item, CloseState seen) => new(Certainty.Final, CloseOutcome.Closed, seen.Executed switch
    {
        > 0 and var executed => string.Create(CultureInfo.InvariantCulture, $"The position is closed.{Otherwise(item, executed)}"),
        0 => $"The position is gone, and not by our close, which ended with nothing executed{Reason(seen)}.",
        _ => "The position is gone. How much of it our close has executed could not be seen.",
    }, seen);

    /// <summary>There is no position, and no close of ours can have run.</summary>
    public static CloseVerdict NothingToClose(CloseItem item, CloseState seen) =>
        new(Certainty.Final, CloseOutcome.NothingToClose, $"There is no position {item.Position}{(item.Shown is null ? "." : " any more: it was closed before.")}", seen);

    /// <summary>What stands now is the other side of what was to be closed.</summary>
    public static CloseVerdict Turned(CloseItem item, HtxPosition now) => new(
        Certainty.Final,
        CloseOutcome.NothingToClose,
        string.Create(CultureInfo.InvariantCulture, $"The position was turned round since it was listed, and is not touched: {item.Shown} was to be closed, {now} stands now."));

    /// <summary>The close has ended before all was executed, and the position is still there, or could not be looked at.</summary>
    public static CloseVerdict Cut(CloseItem item, CloseState seen)
    {
        bool isNothing = seen.Executed == 0;
        string message = isNothing
            ? $"The close of {item.Position} ended with nothing executed{Reason(seen)}."
            : string.Create(CultureInfo.InvariantCulture, $"The close of {item.Position} ended when {seen.Executed} of {seen.Ended!.Volume} were executed{Reason(seen)}; {seen.Remaining} stand.");
        return new CloseVerdict(Certainty.Final, isNothing ? CloseOutcome.Rejected : CloseOutcome.PartiallyClosed, message, seen, new HtxException(HtxErrorKind.PositionNotClosed, message)
        {
            Guidance = new Guidance($"{(isNothing ? "Orders of your own on the other side of the book stop a close: see whether there are such, then close it again." : "Close what stands again.")} To see the open orders, list them.", Means.ListOrders) { ContractCode = item.Position.ContractCode },
        });
    }

    /// <summary>All of the close was executed, and a position is still shown.</summary>
    public static CloseVerdict StillShown(CloseItem item, CloseState seen)
    {
        string message = string.Create(CultureInfo.InvariantCulture, $"The close of {item.Position} was executed, {seen.Executed}, and the exchange still shows {seen.Remaining}: it may have been opened anew meanwhile.");
        return new CloseVerdict(Certainty.Final, CloseOutcome.PartiallyClosed, message, seen, new HtxException(HtxErrorKind.PositionNotClosed, message)
        {
            Guidance = item.Position.ToBeListed("Look for other programs that trade this account. To see what stands, list the positions."),
        });
    }

    /// <summary>Whether the position has turned could not be looked at, so that it is not touched.</summary>
    public static CloseVerdict NotLookedAt(CloseItem item, HtxException failure)
    {
        string message = $"Not sent: whether {item.Position} was turned round since it was listed could not be looked at. {failure.Message}";
        return CloseVerdict.Refused(new HtxException(failure.Kind, message)
        {
            Code = failure.Code,
            HttpStatus = failure.HttpStatus,
            Path = failure.Path,
            ConcernsOneAnswer = failure.ConcernsOneAnswer,
            Advice = "To close it whichever way it lies, name its contract, side and margin mode instead.",
        });
    }

    /// <summary>Closing orders in the book hold the position.</summary>
    public static CloseVerdict Held(CloseItem item, CloseState seen, HtxPosition position)
    {
        string message = string.Create(CultureInfo.InvariantCulture, $"Orders in the book that close {item.Position} hold {position.Volume - position.Available} of {position.Volume}: nothing was closed.");
        return new CloseVerdict(Certainty.Final, CloseOutcome.Blocked, message, seen, new HtxException(HtxErrorKind.PositionNotClosed, message)
        {
            Guidance = new Guidance("Cancel those orders, then close the position again. To cancel them, stop the contract's open orders of that side.", Means.CancelClosingOrders)
            {
                ContractCode = item.Position.ContractCode,
                ClosingSide = position.IsLong switch { true => nameof(OrderSide.Sell), false => nameof(OrderSide.Buy), _ => null },
            },
        });
    }

    private static string Otherwise(CloseItem item, decimal? executed) => item.Shown?.Volume is { } listed && listed != executed
        ? string.Create(CultureInfo.InvariantCulture, $" It was listed with {listed}, and {executed} were closed.")
        : "";

    private static string Reason(CloseState seen) => seen.Ended?.CancelReason is { } reason ? $" (the exchange says: {reason})" : "";
}
