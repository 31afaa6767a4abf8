using System.Runtime.CompilerServices;
using HtxFutures.Listings;

namespace HtxFutures.Commands.Orders;

/// <summary>
/// What is done about the algo orders of the scopes whose orders are being cancelled. It goes on beside that, and begins
/// behind it: once the first word on the orders is there, since the orders come first, or when that takes too long.
/// </summary>
/// <param name="act">Begins what is to be done about those of a scope.</param>
/// <param name="stop">Gives it up.</param>
/// <typeparam name="T">What comes of it.</typeparam>
internal sealed class AlgosBeside<T>(Func<MassCancelScope, CancellationToken, IAsyncEnumerable<T>> act, CancellationToken stop) : IDisposable
{
    // An order whose cancel is not answered must not keep algo orders alive.
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(1);
    private readonly Queue<(MassCancelScope Scope, BegunListing<T> Listing)> _begun = [];

    /// <summary>Makes ready what is done about those of a scope.</summary>
    /// <returns>To be called with the first word on its orders.</returns>
    public Action Begin(MassCancelScope scope)
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _begun.Enqueue((scope, new BegunListing<T>(BehindAsync(scope, heard.Task, stop), stop)));
        return () => heard.TrySetResult();
    }

    /// <summary>What comes of it, scope by scope.</summary>
    public IEnumerable<(MassCancelScope Scope, IAsyncEnumerable<T> Results)> Take()
    {
        while (_begun.TryDequeue(out (MassCancelScope Scope, BegunListing<T> Listing) next))
        {
            yield return next;
        }
    }

    /// <summary>Gives up what nobody takes.</summary>
    public void Dispose()
    {
        foreach ((_, BegunListing<T> listing) in _begun)
        {
            listing.GiveUp();
        }
    }

    private async IAsyncEnumerable<T> BehindAsync(MassCancelScope scope, Task heard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.WhenAny(heard, Task.Delay(s_longestDelay, cancellationToken)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        await foreach (T result in act(scope, cancellationToken).ConfigureAwait(false))
        {
            yield return result;
        }
    }
}
