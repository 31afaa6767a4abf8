using System.Globalization;
using HtxFutures.Errors;
using HtxFutures.Http;

namespace HtxFutures.Orders;

/// <summary>
/// Cancels an order and finds out what became of it. The answer's code decides (facts 3.2); where the exchange does not
/// know the order, or no answer came, the order is looked up before anything is claimed.
/// </summary>
internal sealed class OrderCancellation(ExchangeConnection connection, OrderLookup lookup, TimeProvider timeProvider)
{
    /// <summary>Cancels an order. Never throws for what the exchange or the network did: that is in the result.</summary>
    /// <exception cref="OperationCanceledException">It was given up; the order may have been cancelled.</exception>
    public async Task<HtxCancelResult> CancelAsync(OrderReference order, CancellationToken cancellationToken)
    {
        long start = timeProvider.GetTimestamp();
        CallResult call = await connection.CallAsync(OrderRequests.Cancel(order), cancellationToken).ConfigureAwait(false);
        Verdict verdict = await JudgeAsync(order, call, cancellationToken).ConfigureAwait(false);
        return new HtxCancelResult
        {
            ContractCode = order.ContractCode,
            OrderId = order.OrderId ?? verdict.Order?.OrderId,
            ClientOrderId = order.ClientOrderId ?? verdict.Order?.ClientOrderId,
            Outcome = verdict.Outcome,
            FilledVolume = verdict.Order?.FilledVolume,
            Code = call.Envelope.Code,
            Message = verdict.Message,
            ExchangeTime = call.Envelope.Timestamp,
            Attempts = call.Attempts,
            Elapsed = timeProvider.GetElapsedTime(start),
            Failure = verdict.Failure,
        };
    }

    private async Task<Verdict> JudgeAsync(OrderReference order, CallResult call, CancellationToken cancellationToken)
    {
        if (call.Happening == Happening.Done)
        {
            return new Verdict(CancelOutcome.Accepted, "The exchange took the cancel.");
        }

        CodeClass code = call.Happening == Happening.Refused && call.Envelope.Code is { } number ? ExchangeCodes.Find(number).Class : CodeClass.Other;
        return code switch
        {
            CodeClass.CancelPending => new Verdict(CancelOutcome.Pending, "A cancel is already under way."),
            CodeClass.AlreadyCanceled => new Verdict(CancelOutcome.AlreadyCanceled, "The order was cancelled before."),
            CodeClass.Filled => new Verdict(CancelOutcome.Filled, "The order was executed before the cancel came."),
            CodeClass.OrderNotFound or CodeClass.NothingToCancel => await SettleAsync(order, call, cancellationToken).ConfigureAwait(false),
            _ when call.MayHaveRun => await SettleAsync(order, call, cancellationToken).ConfigureAwait(false),
            _ => new Verdict(CancelOutcome.Rejected, call.Failure!.Message, Failure: call.Failure),
        };
    }

    private async Task<Verdict> SettleAsync(OrderReference order, CallResult call, CancellationToken cancellationToken)
    {
        HtxOrder? found;
        try
        {
            found = await lookup.FindAsync(order, cancellationToken).ConfigureAwait(false);
        }
        catch (HtxException failure)
        {
            // A failure that ends the run must end it, also where it was met while settling.
            return Unknown(order, $"{call.Failure!.Message} Looking the order up failed too: {failure.Message}", failure.EndsRun ? failure : null);
        }

        return found switch
        {
            null when call.MayHaveRun && order.OrderId is null => Unknown(
                order, "The exchange does not know this client order id, which lapses when its order ends: our own cancel may have ended it."),
            null => NotFound(order, call),
            { State: OrderState.Filled } => new Verdict(CancelOutcome.Filled, "The exchange shows the order executed.", found),
            { State: OrderState.Canceled or OrderState.Rejected } => new Verdict(
                call.MayHaveRun ? CancelOutcome.Canceled : CancelOutcome.AlreadyCanceled, "The exchange shows the order cancelled.", found),
            { State: OrderState.PartiallyCanceled } => new Verdict(
                call.MayHaveRun ? CancelOutcome.PartiallyCanceled : CancelOutcome.AlreadyCanceled, "The exchange shows the order cancelled, a part of it executed.", found),
            _ => Unknown(order, $"The exchange still shows the order as {found.RawState ?? "open"}. {call.Failure!.Message}", null, found),
        };
    }

    private static Verdict NotFound(OrderReference order, CallResult call)
    {
        string message = $"The exchange does not know the {order}, asked for cross and for isolated margin.";
        return new Verdict(CancelOutcome.NotFound, message, Failure: new HtxException(HtxErrorKind.OrderNotFound, message)
        {
            Code = call.Envelope.Code,
            Advice = "Check id and contract. Trigger and TP/SL orders have ids of their own, which an ordinary cancel does not know.",
        });
    }

    private static Verdict Unknown(OrderReference order, string message, HtxException? fatal, HtxOrder? found = null) =>
        new(CancelOutcome.Unknown, message, found, fatal ?? new HtxException(HtxErrorKind.OutcomeUnknown, message)
        {
            Advice = string.Create(
                CultureInfo.InvariantCulture,
                $"Look the order up: Get-HtxOrder -ContractCode {order.ContractCode} -{(order.OrderId is null ? "ClientOrderId" : "OrderId")} {order.Id}. Stopping it again does no harm."),
        });

    private static Verdict Unknown(OrderReference order, string message) => Unknown(order, message, null);

    private readonly record struct Verdict(CancelOutcome Outcome, string Message, HtxOrder? Order = null, HtxException? Failure = null);
}
