using HtxFutures.Calls;

namespace HtxFutures.Live;

/// <summary>
/// What is done on each connection before it speaks: the open orders are listed while pushes already come. First what was pushed
/// meanwhile is brought, then the listing, and what has vanished is asked for.
/// </summary>
/// <param name="exchange">Whose it is.</param>
/// <param name="news">Brings it.</param>
/// <param name="audience">Is told what could not be found out.</param>
/// <param name="looks">Lists, and asks.</param>
/// <param name="signals">What was pushed.</param>
internal sealed class StreamCatchUp(ExchangeConnection exchange, StreamNews news, StreamAudience audience, OpenOrderLooks looks, StreamSignals signals)
{
    /// <summary>Does it.</summary>
    /// <param name="connection">The number of the connection.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="HtxException">The orders could not be listed, or the connection was lost meanwhile.</exception>
    public async Task RunAsync(int connection, CancellationToken cancellationToken)
    {
        news.Begin(exchange.Clock.Now);
        OpenListing listing = await looks.ListAsync(news.Aim, cancellationToken).ConfigureAwait(false);

        // What was pushed since the subscription comes first: an order that was placed since is no old one.
        bool wasGarbled = BringPushed(connection);
        news.CatchUp(listing);
        news.Prove(listing);
        looks.AskFor(news.Vanished(listing), cancellationToken);
        audience.Open();
        if (listing.Failure is { } failure)
        {
            audience.Tell(HtxLiveNotice.Trouble, $"The orders that have ended meanwhile could not all be listed: {failure.Message} Those that were placed and ended while there was no connection may be missing.");
        }

        if (wasGarbled)
        {
            signals.Add(new StreamSignal(StreamSignalKind.Garbled, connection) { Text = "while the orders were being listed" });
        }
    }

    /// <summary>Brings what was pushed.</summary>
    /// <returns>Whether some of it could not be read.</returns>
    private bool BringPushed(int connection)
    {
        bool wasGarbled = false;
        while (signals.TryTake(out StreamSignal signal))
        {
            switch (signal.Kind)
            {
                case StreamSignalKind.Push or StreamSignalKind.Found:
                    news.Bring(signal.Order!);
                    break;
                case StreamSignalKind.Garbled:
                    wasGarbled = true;
                    break;
                case StreamSignalKind.Lost when signal.Connection == connection:
                    throw StreamFailure.Of(HtxErrorKind.NetworkError, signal.Text!);
            }
        }

        return wasGarbled;
    }
}
