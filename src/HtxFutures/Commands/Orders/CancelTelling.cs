using HtxFutures.Running;

namespace HtxFutures.Commands.Orders;

/// <summary>What there is to tell of orders that were to be stopped, beside their rows.</summary>
internal sealed class CancelTelling : ResultTelling<HtxCancelResult>
{
    private readonly RoundedIds _rounded = new();

    /// <inheritdoc/>
    public override void Note(HtxCancelResult result, HtxSession session)
    {
        session.Seen.Note(result);
        if (result.Outcome == CancelOutcome.NotFound)
        {
            _rounded.Note(Id(result));
        }
    }

    /// <inheritdoc/>
    public override Enum Outcome(HtxCancelResult result) => result.Outcome;

    /// <inheritdoc/>
    public override HtxException? Failure(HtxCancelResult result) => result.Failure;

    /// <inheritdoc/>
    public override string? Warning(HtxCancelResult result) => result switch
    {
        { Outcome: not CancelOutcome.Filled } => null,
        { Kind: OrderKind.AlgoOrder } => $"{result.ContractCode} algo order {Id(result)}: {result.Message} Look at that order, and at the position.",
        _ => $"{result.ContractCode} order {Id(result)} was executed before it could be cancelled. Look at the position that it has changed.",
    };

    /// <inheritdoc/>
    public override string? LastWarning() => _rounded.Take();

    private static string? Id(HtxCancelResult result) => result.OrderId ?? result.ClientOrderId;
}
