using HtxFutures.Running;

namespace HtxFutures.Commands.Positions;

/// <summary>What there is to tell of positions that were to be closed, beside their rows.</summary>
/// <param name="algos">The algo orders that closes through a session leave.</param>
/// <param name="waits">Whether the closes are followed to their ends.</param>
internal sealed class CloseTelling(Func<HtxSession, AlgosBehind> algos, bool waits) : ResultTelling<HtxCloseResult>
{
    /// <inheritdoc/>
    public override void Note(HtxCloseResult result, HtxSession session) => algos(session).Note(result);

    /// <inheritdoc/>
    public override Enum Outcome(HtxCloseResult result) => result.Outcome;

    /// <summary>Who does not wait for the end has not asked for the whole, and is warned of a part.</summary>
    public override HtxException? Failure(HtxCloseResult result) => IsWarning(result) ? null : result.Failure;

    /// <inheritdoc/>
    public override string? Warning(HtxCloseResult result) => IsWarning(result) ? result.Message : null;

    /// <inheritdoc/>
    public override string? LastWarning() => null;

    private bool IsWarning(HtxCloseResult result) => !waits && result.Outcome == CloseOutcome.PartiallyClosed;
}
