namespace HtxFutures.Calls.Sharing;

/// <summary>Where ledgers in a Redis are had. What stands behind it is in a load context of its own: only this interface, what it names, and plain values go through.</summary>
internal interface IRedisDoor
{
    /// <summary>The ledgers at a server. The same for the same address. Nothing is sent before one of them is opened.</summary>
    /// <param name="address">The server, and who asks.</param>
    ILedgerMedia Open(RedisAddress address);
}
