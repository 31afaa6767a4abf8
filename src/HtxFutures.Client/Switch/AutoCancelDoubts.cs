namespace HtxFutures.Switch;

/// <summary>
/// The settings that were sent and not answered. Giving up an answer does not take a request back: the exchange may
/// still run it, after one that was sent later and confirmed. So it stays a doubt until a setting is confirmed that was
/// sent when it could not be run any more.
/// </summary>
internal sealed class AutoCancelDoubts(TimeProvider time)
{
    /// <summary>
    /// For how long the exchange may run what was given up: it refuses a signature that is older (facts 1.3). What has
    /// passed that check before, and is held up behind it, is not known to wait for minutes.
    /// </summary>
    public static readonly TimeSpan LongestWay = TimeSpan.FromMinutes(5);

    private readonly List<Doubt> _doubts = [];

    /// <summary>A setting was given up.</summary>
    /// <param name="timeout">What was asked for; null where it was to be switched off.</param>
    public void Add(TimeSpan? timeout) => _doubts.Add(new Doubt(timeout, time.GetTimestamp()));

    /// <summary>A setting was confirmed: what cannot be run after it is over.</summary>
    /// <param name="sent">When it was sent, on the monotonic clock.</param>
    public void Settle(long sent) => _doubts.RemoveAll(doubt => time.GetElapsedTime(doubt.GivenUp, sent) >= LongestWay);

    /// <summary>Forgets what can make no difference any more: what was to switch on, and would have triggered; what was to switch off, and has nothing to.</summary>
    /// <param name="isOn">Whether the switch is on as far as is known.</param>
    public void Forget(bool isOn) => _doubts.RemoveAll(doubt =>
        time.GetElapsedTime(doubt.GivenUp) >= LongestWay + (doubt.Timeout ?? TimeSpan.Zero) && !(isOn && doubt.Timeout is null));

    /// <summary>Whether one may have made, or may yet make, another setting than the one that was confirmed.</summary>
    /// <param name="confirmed">The setting; null where there was none.</param>
    public bool Concern(AutoCancelSetting? confirmed) => _doubts.Exists(doubt => !(confirmed is { Timeout: null } && doubt.Timeout is null));

    /// <summary>Whether one may switch off what is on, on what is off, or have it trigger sooner.</summary>
    /// <param name="confirmed">The setting.</param>
    public bool Contradict(AutoCancelSetting confirmed) => _doubts.Exists(doubt => doubt.Timeout is null != confirmed.Timeout is null || doubt.Timeout < confirmed.Timeout);

    /// <summary>How long until none may be run any more; zero where that is so.</summary>
    public TimeSpan Left => _doubts.Aggregate(TimeSpan.Zero, (longest, doubt) =>
        LongestWay - time.GetElapsedTime(doubt.GivenUp) is var left && left > longest ? left : longest);

    /// <summary>How soon the first of them triggers once it is run; null where none does.</summary>
    public TimeSpan? Soonest => _doubts.Min(doubt => doubt.Timeout);

    private readonly record struct Doubt(TimeSpan? Timeout, long GivenUp);
}
