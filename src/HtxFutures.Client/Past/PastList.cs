using System.Runtime.CompilerServices;
using HtxFutures.Orders;

namespace HtxFutures.Past;

/// <summary>One list of the exchange, read piece by piece: that of a contract, and of a margin mode where it wants one. It may fail without the others.</summary>
/// <param name="contractCode">The contract.</param>
/// <param name="marginMode">The margin mode; null where the list has both.</param>
/// <param name="kind">What is listed.</param>
/// <param name="read">Reads a piece.</param>
internal sealed class PastList<T>(string contractCode, MarginMode? marginMode, PastKind<T> kind, Func<ListedSpan, CancellationToken, IAsyncEnumerable<T>> read)
{
    private HashSet<string> _atLastEdge = [];

    public string ContractCode => contractCode;

    public MarginMode? MarginMode => marginMode;

    /// <summary>Why it ended before its time; null while it has not.</summary>
    public HtxException? Failure { get; private set; }

    /// <summary>How far back it was read.</summary>
    public DateTimeOffset? ReadTo { get; private set; }

    /// <summary>Whether a row has come that was not asked for by its time: the exchange chooses by another one.</summary>
    public bool GoesByOtherTime { get; private set; }

    /// <summary>The rows of a piece, none of which was in the piece before. What the next request would meet too ends all lists; else it ends here, and is told by <see cref="Failure"/>.</summary>
    /// <param name="piece">The piece; earlier than the one before, and beside it.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async IAsyncEnumerable<T> ReadAsync(ListedSpan piece, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<string> atEdge = [];
        IAsyncEnumerator<T> rows = read(piece, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (rows.ConfigureAwait(false))
        {
            while (await HasNextAsync(rows).ConfigureAwait(false))
            {
                T row = rows.Current;
                DateTimeOffset? time = kind.Time(row), other = kind.OtherTime(row);
                GoesByOtherTime |= time < piece.Start || time > piece.End;
                ReadTo = time ?? ReadTo;
                if (time is null || time == piece.Start || other == piece.Start)
                {
                    atEdge.Add(kind.Key(row));
                }

                if (kind.Key(row) is "" || !_atLastEdge.Contains(kind.Key(row)))
                {
                    yield return row;
                }
            }
        }

        _atLastEdge = atEdge;
        ReadTo = Failure is null ? piece.Start : ReadTo;
    }

    private async ValueTask<bool> HasNextAsync(IAsyncEnumerator<T> rows)
    {
        try
        {
            return await rows.MoveNextAsync().ConfigureAwait(false);
        }
        catch (HtxException failure) when (!failure.EndsRun)
        {
            Failure = failure;
            return false;
        }
    }
}
