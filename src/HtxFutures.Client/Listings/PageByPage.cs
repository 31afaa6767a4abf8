using System.Runtime.CompilerServices;
using System.Text.Json;
using HtxFutures.Calls;

namespace HtxFutures.Listings;

/// <summary>Reads a listing page by page, as its rows are asked for.</summary>
internal static class PageByPage
{
    /// <summary>The rows of a listing, each once.</summary>
    /// <param name="listing">The listing.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="HtxException">A page could not be had, or did not go on from the last.</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T>(this Listing<T> listing, Caller caller, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var walk = new PageWalk<T>(listing);
        using var ahead = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<List<T>>? coming = null;
        try
        {
            while (!walk.IsOver)
            {
                List<T> page = await (coming ?? ReadPageAsync(listing, walk.Request, caller, ahead.Token)).ConfigureAwait(false);
                coming = null;
                List<T> fresh = walk.Take(page);
                if (listing.Pages is { ComeAhead: true } && !walk.IsOver)
                {
                    coming = ReadPageAsync(listing, walk.Request, caller, ahead.Token);
                }

                foreach (T row in fresh)
                {
                    yield return row;
                }
            }
        }
        finally
        {
            if (coming is not null)
            {
                ahead.Cancel();
                await ((Task)coming).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static async Task<List<T>> ReadPageAsync<T>(Listing<T> listing, ApiRequest request, Caller caller, CancellationToken cancellationToken)
    {
        CallResult result = await caller.CallAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            return listing.Read(result.Require().Data.Span);
        }
        catch (JsonException failure)
        {
            throw request.Unreliable(listing.Rows, failure.Message);
        }
    }
}
