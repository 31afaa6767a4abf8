using HtxFutures.Orders;
using HtxFutures.Orders.Stopping;
using HtxFutures.Rows;

namespace HtxFutures.Halting;

/// <summary>Makes rows of a report out of the results of its runs, and of what a look shows.</summary>
internal static class HaltRows
{
    /// <summary>What a position is called beside the kinds of orders.</summary>
    public const string Position = "Position";

    /// <summary>An order of either kind.</summary>
    public static HtxStopRow Of(HtxCancelResult result, int pass) => new()
    {
        Kind = result.Kind.ToString(),
        ContractCode = result.ContractCode,
        OrderId = result.OrderId,
        ClientOrderId = result.ClientOrderId,
        Side = result.Side?.ToString(),
        Description = result.Order?.Trade,
        Price = result.Price,
        Volume = result.Volume,
        FilledVolume = result.FilledVolume,
        Outcome = result.Outcome.ToString(),
        Code = result.Code,
        Message = result.Message,
        Attempts = result.Attempts,
        ElapsedMs = result.ElapsedMs,
        Pass = pass,
        Failure = result.Failure,
    };

    /// <summary>An algo order that is gone, and was never sent a cancel.</summary>
    public static HtxStopRow Gone(HtxAlgoOrder algo, int pass) => new()
    {
        Kind = nameof(OrderKind.AlgoOrder),
        ContractCode = algo.ContractCode,
        OrderId = algo.AlgoId,
        ClientOrderId = algo.ClientAlgoId,
        Side = algo.Side.ToString(),
        Price = algo.OrderPrice,
        Volume = algo.Volume,
        Outcome = nameof(CancelOutcome.Unknown),
        Message = "It is gone, and nobody has stopped it here; how it ended was not found.",
        Pass = pass,
    };

    /// <summary>The same row, of which more is known by now.</summary>
    public static HtxStopRow Found(HtxStopRow row, IShownOrder order, CancelVerdict verdict) => row.With(found =>
    {
        found.ContractCode = order.ContractCode;
        found.ClientOrderId = order.ClientOrderId;
        found.Side = order.Side.ToString();
        found.Description ??= order.Trade; // as it was when it was still to do it
        found.Price = order.Price;
        found.Volume = order.Volume;
        found.FilledVolume = order.FilledVolume;

        // What was never sent somebody else has cancelled.
        found.Outcome = (row.Attempts == 0 && verdict.Outcome == CancelOutcome.Canceled ? CancelOutcome.AlreadyCanceled : verdict.Outcome).ToString();
        found.Message = verdict.Message;
        found.Failure = null;
    });

    /// <summary>A position.</summary>
    public static HtxStopRow Of(HtxCloseResult result, int pass) => new()
    {
        Kind = Position,
        ContractCode = result.ContractCode,
        OrderId = result.OrderId,
        ClientOrderId = result.ClientOrderId,
        PositionSide = result.PositionSide.ToString(),
        MarginMode = result.MarginMode.ToString(),
        Price = result.AveragePrice,
        FilledVolume = result.ClosedVolume,
        Outcome = result.Outcome.ToString(),
        Code = result.Code,
        Message = result.Message,
        Attempts = result.Attempts,
        ElapsedMs = result.ElapsedMs,
        Pass = pass,
        Failure = result.Failure,
    };

    /// <summary>An order of either kind that is still there.</summary>
    public static HtxStopLeft Left(IShownOrder order, bool isKept, string reason) => new()
    {
        Kind = order.Kind.ToString(),
        ContractCode = order.ContractCode,
        OrderId = order.OrderId,
        ClientOrderId = order.ClientOrderId,
        PositionSide = order.Kind == OrderKind.AlgoOrder ? order.PositionSide.ToString() : null,
        Volume = order.Volume,
        Description = order.Trade,
        IsKept = isKept,
        Reason = reason,
    };

    /// <summary>A position that is still there.</summary>
    public static HtxStopLeft Left(HtxPosition position, bool isKept, string reason) => new()
    {
        Kind = Position,
        ContractCode = position.ContractCode,
        PositionSide = position.PositionSide.ToString(),
        MarginMode = position.MarginMode.ToString(),
        Volume = position.Volume,
        Description = position.ToString(),
        IsKept = isKept,
        Reason = reason,
    };
}
