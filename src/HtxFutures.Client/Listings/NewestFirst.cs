using System.Runtime.CompilerServices;

namespace HtxFutures.Listings;

/// <summary>Makes one list of several that are each sorted by time, newest first. Of each it holds one row, however many there are.</summary>
internal static class NewestFirst
{
    /// <summary>Reads listings at the same time. The first row comes when each has shown its first, for one of them is the newest; of rows of one moment, that of the earlier listing.</summary>
    /// <param name="listings">The listings; each is begun once.</param>
    /// <param name="timeOf">A row's time; null where nobody knows it, and it comes as soon as it is its turn in its own list.</param>
    /// <param name="cancellationToken">Gives all of them up.</param>
    public static async IAsyncEnumerable<T> MergeAsync<T>(
        IEnumerable<IAsyncEnumerable<T>> listings, Func<T, DateTimeOffset?> timeOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var open = new OpenListings<T>(listings, cancellationToken);
        await using (open.ConfigureAwait(false))
        {
            for (int i = 0; i < open.Count;)
            {
                i += await HasRowAsync(open, i).ConfigureAwait(false) ? 1 : 0;
            }

            while (open.Count > 0)
            {
                int newest = Newest(open, timeOf);
                yield return open[newest];
                open.Move(newest);
                await HasRowAsync(open, newest).ConfigureAwait(false);
            }
        }
    }

    private static async ValueTask<bool> HasRowAsync<T>(OpenListings<T> open, int index)
    {
        bool hasRow = await open.Moves[index].ConfigureAwait(false);
        if (!hasRow)
        {
            await open.RemoveAsync(index).ConfigureAwait(false);
        }

        return hasRow;
    }

    private static int Newest<T>(OpenListings<T> open, Func<T, DateTimeOffset?> timeOf)
    {
        (int newest, DateTimeOffset latest) = (0, DateTimeOffset.MinValue);
        for (int i = 0; i < open.Count; i++)
        {
            DateTimeOffset time = timeOf(open[i]) ?? DateTimeOffset.MaxValue;
            (newest, latest) = time > latest ? (i, time) : (newest, latest);
        }

        return newest;
    }
}
