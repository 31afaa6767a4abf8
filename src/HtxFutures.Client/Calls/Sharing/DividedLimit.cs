namespace HtxFutures.Calls.Sharing;

/// <summary>
/// How a sharer goes on where the ledger cannot tell it: with its part of the limit, and all that it holds counted in it.
/// </summary>
/// <remarks>
/// Before it takes its part it waits until what others were granted last is over, for they may have been granted all
/// (<see cref="Ledger.LongestWay"/> and a window, and until all have tried the ledger once more). Who was alone last waits for nothing and has the whole limit. Together
/// the parts are no more than the limit; should some of the sharers be cut off from the ledger and others not, those cut off
/// are seen by the others as programs that do not share.
/// </remarks>
/// <param name="share">The most places that it may hold.</param>
/// <param name="quietUntil">When it may begin.</param>
internal sealed class DividedLimit(int share, long quietUntil)
{
    /// <summary>The most places that it may hold.</summary>
    public int Share => share;

    /// <summary>When it may begin.</summary>
    public long QuietUntil => quietUntil;

    /// <summary>When the ledger takes over again, and the moment before that from which on nothing is taken: by then the ledger has to be heard; null where nothing was told of either.</summary>
    public (long Closes, long Ends)? Until { get; set; }

    /// <summary>Its part of a limit: one request at the least, which stops up to ten orders.</summary>
    public static int Part(int limit, int sharers) => Math.Max(1, limit / Math.Max(1, sharers));

    /// <summary>The places that it may take.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="limit">The whole limit.</param>
    /// <param name="ours">What it holds.</param>
    /// <param name="others">What everybody else holds at the least, as far as answers tell.</param>
    public int Free(long now, int limit, int ours, int others) => now < quietUntil || now >= Until?.Closes ? 0 : Math.Max(0, Math.Min(share - ours, limit - ours - others));
}
