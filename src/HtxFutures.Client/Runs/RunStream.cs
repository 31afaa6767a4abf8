using System.Runtime.CompilerServices;

namespace HtxFutures.Runs;

/// <summary>A run as a stream: items go in at one end while results come out at the other.</summary>
internal static class RunStream
{
    /// <summary>Puts items in as they come, and gives the results as they are known. It ends the run; who stops reading abandons it.</summary>
    /// <param name="run">The run; nothing else goes in or comes out.</param>
    /// <param name="items">The items; where getting them fails, the results of those that came before come first.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static async IAsyncEnumerable<TResult> ThroughAsync<TItem, TVerdict, TResult>(
        this Run<TItem, TVerdict, TResult> run, IAsyncEnumerable<TItem> items, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TItem : RunItem
        where TVerdict : Verdict
    {
        using var givenUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task putIn = PutInAsync(run, items, givenUp.Token);
        bool cameOut = false;
        try
        {
            while (await run.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                while (run.TryRead(out TResult result))
                {
                    yield return result;
                }
            }

            cameOut = true;
        }
        finally
        {
            if (!cameOut)
            {
                run.Abandon();
                givenUp.Cancel();
            }

            await run.DisposeAsync().ConfigureAwait(false);
            await putIn.ConfigureAwait(cameOut ? ConfigureAwaitOptions.None : ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task PutInAsync<TItem, TVerdict, TResult>(
        Run<TItem, TVerdict, TResult> run, IAsyncEnumerable<TItem> items, CancellationToken cancellationToken)
        where TItem : RunItem
        where TVerdict : Verdict
    {
        try
        {
            await foreach (TItem item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                while (!run.TryPost(item))
                {
                    await run.WaitToPostAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            run.Complete();
        }
    }
}
