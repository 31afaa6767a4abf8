namespace HtxFutures.Live;

/// <summary>What can happen to a stream.</summary>
internal enum StreamSignalKind
{
    /// <summary>The exchange tells of an order.</summary>
    Push,

    /// <summary>An order was found out about by asking.</summary>
    Found,

    /// <summary>An order that was open is known to the exchange no more, or could not be asked for.</summary>
    Vanished,

    /// <summary>All that vanished while there was no connection was asked for.</summary>
    CaughtUp,

    /// <summary>A message could not be read.</summary>
    Garbled,

    /// <summary>It is time to list the open orders.</summary>
    ListingDue,

    /// <summary>The open orders were listed.</summary>
    Listed,

    /// <summary>What a listing showed other than the stream has had its time to be told.</summary>
    GraceOver,

    /// <summary>The connection is lost.</summary>
    Lost,
}
