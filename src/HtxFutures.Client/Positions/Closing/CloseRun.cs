using HtxFutures.Positions.Closing;
using HtxFutures.Runs;

namespace HtxFutures;

/// <summary>A stream of positions on their way to being closed, each by a request of its own.</summary>
/// <remarks><inheritdoc/></remarks>
public sealed class CloseRun : HtxRun<HtxCloseResult>
{
    private readonly Run<CloseItem, CloseVerdict, HtxCloseResult> _run;
    private readonly ClientOrderIds _ids;
    private readonly TimeProvider _time;

    internal CloseRun(RunSender<CloseItem, CloseVerdict, HtxCloseResult> sender, ClientOrderIds ids, TimeSpan? waitTimeout, TimeProvider time)
        : this(new(sender, new RunOptions(TimeSpan.Zero, waitTimeout is { } timeout ? Patience.UntilFinal(timeout) : null), time), ids, time)
    {
    }

    private CloseRun(Run<CloseItem, CloseVerdict, HtxCloseResult> run, ClientOrderIds ids, TimeProvider time)
        : base(run)
    {
        _run = run;
        _ids = ids;
        _time = time;
    }

    /// <summary>Puts a position in.</summary>
    /// <param name="position">Which one. Given again while it is under way, it is sent once and answered twice.</param>
    /// <param name="shown">The position as who wants it closed has seen it: in one-way mode it is then not touched where it has turned round since. Null where nobody has.</param>
    /// <returns>False where the answers to too many are missing: wait with <see cref="HtxRun{TResult}.WaitToPostAsync"/>, then put it in again.</returns>
    /// <exception cref="InvalidOperationException">The run was completed.</exception>
    public bool TryPost(PositionReference position, HtxPosition? shown = null) => TryPost(position, shown, null);

    /// <inheritdoc cref="TryPost(PositionReference, HtxPosition)"/>
    /// <param name="position">Which one.</param>
    /// <param name="shown">The position as who wants it closed has seen it; null where nobody has.</param>
    /// <param name="clientOrderId">The client's id of an earlier close of it that may yet run, so that no more than one of them does; null for a new one.</param>
    internal bool TryPost(PositionReference position, HtxPosition? shown, string? clientOrderId)
    {
        ArgumentNullException.ThrowIfNull(position);
        return _run.TryPost(new CloseItem(position, clientOrderId ?? _ids.Next(), _time.GetTimestamp(), shown));
    }

    /// <summary>What comes out for a position that is not put in.</summary>
    /// <param name="shown">The position as it was given.</param>
    /// <param name="failure">Why it is refused.</param>
    /// <param name="whose">Whose it is said to be; null for the run's account.</param>
    internal HtxCloseResult Refused(HtxPosition shown, HtxException failure, HtxAccount? whose) =>
        _run.Refused(new CloseItem(PositionReference.AsShown(shown), _ids.Next(), _time.GetTimestamp(), shown) { Elsewhere = whose }, CloseVerdict.Refused(failure));
}
