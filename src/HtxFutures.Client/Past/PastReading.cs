using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using HtxFutures.Listings;
using HtxFutures.Orders;
using HtxFutures.Past;

namespace HtxFutures;

/// <summary>
/// Things that are over, as they are read: of several lists one, newest first, each page when it is needed. What is kept of it does
/// not grow with the rows. It is read once.
/// </summary>
public sealed class PastReading<T> : IAsyncEnumerable<T>
{
    private readonly PastSpan _span;
    private readonly PastKind<T> _kind;
    private readonly Func<T, bool> _isMeant;
    private readonly PastList<T>[] _lists;
    private readonly ConcurrentQueue<HtxException> _missing = new();

    internal PastReading(PastSpan span, PastKind<T> kind, IEnumerable<PastList<T>> lists, Func<T, bool> isMeant) =>
        (_span, _kind, _lists, _isMeant) = (span, kind, [.. lists], isMeant);

    /// <summary>From when on it is read, in UTC.</summary>
    public DateTimeOffset Since => _span.Since;

    /// <summary>Until when, in UTC.</summary>
    public DateTimeOffset Until => _span.Until;

    /// <summary>Whether more was asked for than the exchange keeps, so that nothing is known of what was before <see cref="Since"/>.</summary>
    public bool IsCut => _span.IsCut;

    /// <summary>
    /// Whether rows have come that do not belong to the time that was asked for: the exchange chooses them by another of their times
    /// than their creation, and of a time that has passed some may be missing, which ended later.
    /// </summary>
    public bool GoesByOtherTime => Array.Exists(_lists, list => list.GoesByOtherTime);

    /// <summary>Reads it. Where a part could not be had, the others come all the same, and it ends with the error that names what is missing.</summary>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="HtxException">Something could not be read.</exception>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        foreach (ListedSpan piece in _span.Pieces())
        {
            PastList<T>[] whole = Array.FindAll(_lists, list => list.Failure is null);
            await foreach (T row in NewestFirst.MergeAsync(whole.Select(list => MeantAsync(list.ReadAsync(piece, cancellationToken))), _kind.Time, cancellationToken).ConfigureAwait(false))
            {
                yield return row;
            }

            NoteMissing(Array.FindAll(whole, list => list.Failure is not null));
        }

        if (TryTakeMissing(out HtxException? failure))
        {
            throw failure;
        }
    }

    /// <summary>Takes an error that names a part which could not be had, so that it is not what the reading ends with.</summary>
    internal bool TryTakeMissing([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out HtxException? failure) => _missing.TryDequeue(out failure);

    private async IAsyncEnumerable<T> MeantAsync(IAsyncEnumerable<T> rows, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (T row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (_span.Has(_kind.Time(row)) && _isMeant(row))
            {
                yield return row;
            }
        }
    }

    private void NoteMissing(PastList<T>[] failed)
    {
        foreach (IGrouping<string, PastList<T>> contract in failed.GroupBy(list => list.ContractCode))
        {
            string modes = string.Join(" and ", contract.Select(list => list.MarginMode).OfType<MarginMode>().Select(mode => mode.ToString().ToLowerInvariant()));
            DateTimeOffset to = contract.Max(list => list.ReadTo) ?? Until;
            HtxException failure = contract.First().Failure!;
            _missing.Enqueue(failure.Within($"The {_kind.Rows} of {contract.Key}{(modes.Length == 0 ? "" : $" ({modes})")} from {PastSpan.Text(Since)} to {PastSpan.Text(to)} are not here, for they could not be listed."));
        }
    }
}
