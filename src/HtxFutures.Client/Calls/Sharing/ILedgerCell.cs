namespace HtxFutures.Calls.Sharing;

/// <summary>One text at a server that all sharers see, changed by compare-and-set.</summary>
internal interface ILedgerCell
{
    /// <summary>Stores a text if nobody has stored another one meanwhile; always tells what lies there afterwards.</summary>
    /// <param name="expectedVersion">The version that must lie there; null where nothing must.</param>
    /// <param name="newText">The text, in ASCII; null only reads.</param>
    /// <param name="cancellationToken">Gives it up; the text may be stored all the same.</param>
    /// <exception cref="LedgerMediumException">It failed, for whatever reason; likewise.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    ValueTask<CellReading> ExchangeAsync(string? expectedVersion, string? newText, CancellationToken cancellationToken);
}
