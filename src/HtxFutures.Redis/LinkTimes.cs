namespace HtxFutures.Redis;

/// <summary>How long is waited for a server, and how long it is left alone.</summary>
internal static class LinkTimes
{
    /// <summary>The longest that connecting and looking at the server may take, the first use of the client's code included.</summary>
    public static readonly TimeSpan Connecting = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long who wants to use it waits for the first connection, and for one after a failure: each time a little less than
    /// sharers wait for all of an exchange, so that they are told why. It is made all the same, and used when it is there.
    /// </summary>
    public static readonly (TimeSpan First, TimeSpan Again) Connection = (TimeSpan.FromMilliseconds(2800), TimeSpan.FromMilliseconds(900));

    /// <summary>The longest wait for an answer. The line of requests waits meanwhile.</summary>
    public static readonly TimeSpan Answer = TimeSpan.FromMilliseconds(500);

    /// <summary>What is asked for within it after a failure is told what the last attempt met: a server that is away is not run into.</summary>
    public static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>A connection that nobody has used for so long is closed.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(2);
}
