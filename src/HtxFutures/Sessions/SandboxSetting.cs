namespace HtxFutures.Sessions;

/// <summary>What an exchange inside the process is to be like.</summary>
/// <param name="OrderCount">Open orders that it begins with.</param>
/// <param name="Latency">Its round trip.</param>
/// <param name="Scenario">What goes wrong there.</param>
/// <param name="Seed">Where its chances come from: with the same one, the same orders are there, and the same requests go wrong.</param>
internal sealed record SandboxSetting(int OrderCount, TimeSpan Latency, HtxScenario Scenario, int Seed)
{
    /// <summary>Algo orders that it begins with: as many as a desk with so many orders might have, and every type; none beside none.</summary>
    public int AlgoOrderCount => OrderCount == 0 ? 0 : Math.Max(10, OrderCount / 20);

    /// <summary>Finished orders that it begins with: a night of a desk that has so many open ones; none beside none.</summary>
    public int FinishedOrderCount => OrderCount == 0 ? 0 : 150;

    /// <summary>What goes wrong, in the sandbox's own words. What is overcome strikes a number of times: by chance alone, now and then nothing would be.</summary>
    /// <param name="lastKey">The access key of the last account, for what strikes one of several.</param>
    public string Faults(string lastKey) => Scenario switch
    {
        HtxScenario.Calm => "",
        HtxScenario.LostAnswers => "drop-after=0.3:kind=trade",
        HtxScenario.Outage => "drop-after:kind=trade:times=3,503:kind=trade:skip=2:times=10",
        HtxScenario.Busy => "busy-before:kind=trade:skip=1:times=3,busy-after:kind=trade:skip=6:times=3",
        HtxScenario.RateLimited => "other-program:60:kind=trade:times=1,over-limit:kind=trade:skip=1:times=2",
        HtxScenario.Maintenance => "maintenance:30s:kind=trade:skip=1:times=1",
        HtxScenario.Partial => "fill-instead:kind=trade:times=2,fail-items:kind=trade:skip=2:times=3,omit-items:kind=trade:skip=5:times=3",
        HtxScenario.Refused => "busy-before:code=1088:kind=trade:skip=1",
        HtxScenario.Blocked => "forbidden:kind=trade:skip=2",
        HtxScenario.OneBlocked => $"forbidden:query=AccessKeyId={lastKey}:kind=trade:skip=2",
        HtxScenario.Moving => "price-rise:5:path=/v5/algo/cancel_orders:times=1",
        HtxScenario.Unplugged => "socket-broken:skip=2:times=1,socket-refused:skip=1:times=3", // after two answers come changes, and a ping every five seconds
        HtxScenario.Deaf => "subscription-forgotten:times=1",
        _ => throw new InvalidOperationException($"The scenario {Scenario} is not known."),
    };
}
