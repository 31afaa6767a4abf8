using System.Runtime.CompilerServices;

namespace HtxFutures.Listings;

/// <summary>
/// Listings that are read one after the other, but begun side by side: while one is being used, the first pages of the
/// next ones are already on their way. Each fails by itself.
/// </summary>
internal static class SideBySide
{
    private const int BegunAhead = 4;

    /// <summary>Begins listings, a few ahead of the one that is being read.</summary>
    /// <param name="listings">The listings; each is begun once.</param>
    /// <param name="cancellationToken">Gives up what was begun.</param>
    /// <returns>The listings; those that nobody comes to read are given up when the reader leaves.</returns>
    public static IEnumerable<IAsyncEnumerable<T>> Begin<T>(IEnumerable<IAsyncEnumerable<T>> listings, CancellationToken cancellationToken)
    {
        var begun = new Queue<BegunListing<T>>();
        try
        {
            foreach (IAsyncEnumerable<T> listing in listings)
            {
                begun.Enqueue(new BegunListing<T>(listing, cancellationToken));
                if (begun.Count > BegunAhead)
                {
                    yield return begun.Peek();
                    begun.Dequeue();
                }
            }

            while (begun.TryPeek(out BegunListing<T>? next))
            {
                yield return next;
                begun.Dequeue();
            }
        }
        finally
        {
            foreach (BegunListing<T> listing in begun)
            {
                listing.GiveUp();
            }
        }
    }

    /// <summary>Reads listings at the same time, as one. What is there comes in their order, and none waits for another.</summary>
    /// <param name="listings">The listings; each is begun once.</param>
    /// <param name="cancellationToken">Gives all of them up.</param>
    public static async IAsyncEnumerable<T> MergeAsync<T>(IEnumerable<IAsyncEnumerable<T>> listings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var open = new OpenListings<T>(listings, cancellationToken);
        await using (open.ConfigureAwait(false))
        {
            while (open.Count > 0)
            {
                int ready = open.Moves.FindIndex(static move => move.IsCompleted);
                if (ready < 0)
                {
                    await Task.WhenAny(open.Moves).ConfigureAwait(false);
                }
                else if (await open.Moves[ready].ConfigureAwait(false))
                {
                    yield return open[ready];
                    open.Move(ready);
                }
                else
                {
                    await open.RemoveAsync(ready).ConfigureAwait(false);
                }
            }
        }
    }
}
