using HtxFutures.Calls;

namespace HtxFutures.Switch;

/// <summary>The request that sets the dead-man's switch (facts 2.4).</summary>
internal static class AutoCancelRequest
{
    /// <summary>
    /// The last setting counts: to set it again moves its deadline by the moments between, to switch it off again changes
    /// nothing (facts 2.4). It must only never be overtaken by an earlier setting, so there is never more than one under
    /// way. It goes ahead of what waits: behind a long run of cancels it would come too late.
    /// </summary>
    private static readonly Route s_route = Route.Trade("/v5/trade/cancel-after", Repeat.Always) with { GoesAhead = true };

    /// <summary>The exchange takes no less.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);

    /// <summary>In milliseconds a longer one exceeds 32 bits, and nobody has shown that the exchange reads more.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>Writes the request. Both values travel as numbers (facts 7.18).</summary>
    /// <param name="timeout">How long until it triggers; null to switch it off.</param>
    public static ApiRequest Create(TimeSpan? timeout) => ApiRequest.Post(s_route, "dead-man's switch", json =>
    {
        json.WriteNumber("on_off", timeout is null ? 0 : 1);
        if (timeout is { } span)
        {
            json.WriteNumber("time_out", (long)span.TotalMilliseconds);
        }
    });

    /// <summary>Refuses a time-out that the exchange would not take.</summary>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>.</exception>
    public static void Check(TimeSpan timeout)
    {
        if (timeout < Shortest || timeout > Longest)
        {
            throw new HtxException(HtxErrorKind.InvalidParameter, $"The time-out {timeout} is refused: it must be from {Shortest.TotalSeconds} s to {Longest.TotalDays} days.")
            {
                Advice = "Half a minute leaves room for a slow network: 0:0:30.",
            };
        }
    }
}
