using HtxFutures.Orders;
using HtxFutures.Runs;

namespace HtxFutures.Positions.Closing;

/// <summary>
/// Finds out what became of closes by looking. Who waits for the end of one gives the telling a moment before that, where
/// somebody has orders told: its order need not be looked at then. That the position is gone, a listing alone proves.
/// </summary>
/// <param name="looks">Looks at closes, many at once; at the orders of those whose end was not told, too.</param>
/// <param name="news">What is told.</param>
/// <param name="time">The clock.</param>
internal sealed class CloseStates(Settlement<CloseItem, CloseState> looks, IOrderNews news, TimeProvider time)
{
    /// <summary>Finds out what became of a close.</summary>
    /// <param name="item">Whose.</param>
    /// <param name="patience">For how long to go on while it is not final.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<Sight<CloseState>> AskAsync(CloseItem item, Patience patience, CancellationToken cancellationToken)
    {
        if (patience.IsUntilFinal && news.IsLive && item.OrderId is { } id)
        {
            long asked = time.GetTimestamp();
            await HearAsync(id, patience.GivingWayFor(ToldOrLooked.Moment).FirstLook, cancellationToken).ConfigureAwait(false);
            patience = patience.After(time.GetElapsedTime(asked));
        }

        return await looks.AskAsync(item, patience, cancellationToken).ConfigureAwait(false);
    }

    private async Task HearAsync(string orderId, TimeSpan moment, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(moment, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            await news.WhenEndedAsync(orderId, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It was not told: it is looked at as ever.
        }
    }
}
