namespace HtxFutures.Live;

/// <summary>One connection while it speaks: each change is brought as it is told, until the connection is no use any more.</summary>
/// <param name="news">Brings it.</param>
/// <param name="audience">Is told.</param>
/// <param name="looks">Lists, and asks.</param>
/// <param name="signals">What happens.</param>
/// <param name="gap">The time before it.</param>
/// <param name="time">The clock.</param>
internal sealed class StreamLife(StreamNews news, StreamAudience audience, OpenOrderLooks looks, StreamSignals signals, StreamGap gap, TimeProvider time)
{
    /// <summary>Goes on until it is lost.</summary>
    /// <param name="connection">The number of the connection.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Why it is lost, in words; null where it was not, but does not tell of everything, which was said.</returns>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<string?> RunAsync(int connection, CancellationToken cancellationToken)
    {
        using var check = new ListingCheck(news, audience, looks, signals, time);
        while (true)
        {
            StreamSignal signal = await signals.TakeAsync(cancellationToken).ConfigureAwait(false);
            if (signal.Connection != 0 && signal.Connection != connection)
            {
                continue; // of an earlier connection, whose orders were listed since
            }

            switch (signal.Kind)
            {
                case StreamSignalKind.Push or StreamSignalKind.Found:
                    news.Bring(signal.Order!);
                    break;
                case StreamSignalKind.Vanished:
                    audience.Lose(signal.Order!, signal.Text);
                    break;
                case StreamSignalKind.CaughtUp when gap.End() is { } told:
                    audience.Tell(HtxLiveNotice.Again, told);
                    break;
                case StreamSignalKind.Garbled:
                    audience.Tell(HtxLiveNotice.Trouble, $"A message of the order stream could not be read ({signal.Text?.TrimEnd('.')}). The open orders are listed to see what it told of.");
                    check.Begin(cancellationToken);
                    break;
                case StreamSignalKind.ListingDue:
                    check.Recur(cancellationToken);
                    break;
                case StreamSignalKind.Listed when signal.Listing is { } listing:
                    check.Compare(listing, cancellationToken);
                    break;
                case StreamSignalKind.Listed:
                    audience.Tell(HtxLiveNotice.Trouble, $"The open orders could not be listed to see whether the order stream tells of everything: {signal.Text} It is tried again in a minute.");
                    break;
                case StreamSignalKind.GraceOver when check.IsProvenDeaf():
                    return null;
                case StreamSignalKind.Lost:
                    return signal.Text;
            }
        }
    }
}
