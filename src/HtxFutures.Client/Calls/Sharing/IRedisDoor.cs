namespace HtxFutures.Calls.Sharing;

/// <summary>Where ledgers in a Redis are had. What stands behind it is in a load context of its own: only this interface, what it names, and plain values go through.</summary>
internal interface IRedisDoor
{
    /// <summary>The ledgers at a server. Nothing is sent before one is used. All that name the same server share a connection.</summary>
    /// <param name="address">The server, and who asks.</param>
    ILedgerMedia Open(RedisAddress address);
}
