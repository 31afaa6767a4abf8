using HtxFutures.Runs;

namespace HtxFutures.Orders;

/// <summary>
/// Finds out what became of orders: by what the exchange tells by itself where somebody has it told, else by looking. Who waits
/// for an end gives the telling a moment before anything is asked; what it has not told by then is looked at as ever.
/// </summary>
/// <param name="states">Looks at orders, many at once.</param>
/// <param name="news">What is told.</param>
internal sealed class ToldOrLooked(Settlement<SoughtOrder, HtxOrder> states, IOrderNews news)
{
    /// <summary>How long the telling is waited for before anything is asked: a cancel takes effect within some tens of milliseconds (facts 2.1), and a push has the way of an answer.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>Finds out what became of an order.</summary>
    /// <param name="sought">The order.</param>
    /// <param name="patience">For how long to go on while it is not final.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<Sight<HtxOrder>> AskAsync(SoughtOrder sought, Patience patience, CancellationToken cancellationToken)
    {
        if (!news.IsLive || sought.Order.OrderId is not { } id)
        {
            return await states.AskAsync(sought, patience, cancellationToken).ConfigureAwait(false);
        }

        if (news.EndOf(id) is { } told)
        {
            return new Sight<HtxOrder>(told);
        }

        using var known = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<HtxOrder> telling = news.WhenEndedAsync(id, known.Token);
        Task<Sight<HtxOrder>> looking = states.AskAsync(sought, patience.GivingWayFor(Moment), known.Token);
        Task first = await Task.WhenAny(telling, looking).ConfigureAwait(false);
        known.Cancel();
        return first == telling && telling.IsCompletedSuccessfully ? new Sight<HtxOrder>(await telling.ConfigureAwait(false)) : await looking.ConfigureAwait(false);
    }
}
