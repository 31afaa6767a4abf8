namespace HtxFutures.Sandbox;

/// <summary>The range that the time of a round trip is drawn from, evenly, in whole milliseconds.</summary>
/// <param name="Minimum">The shortest round trip; zero or more.</param>
/// <param name="Maximum">The longest round trip; not shorter than <paramref name="Minimum"/>.</param>
public readonly record struct SandboxLatency(TimeSpan Minimum, TimeSpan Maximum)
{
    /// <summary>A round trip that always takes the same time.</summary>
    /// <param name="roundTrip">Its length; zero or more.</param>
    /// <returns>The range with this one value.</returns>
    public static SandboxLatency Fixed(TimeSpan roundTrip) => new(roundTrip, roundTrip);

    internal TimeSpan Draw(Random random)
    {
        long shortest = (long)Minimum.TotalMilliseconds;
        long longest = Math.Max(shortest, (long)Maximum.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(longest == shortest ? shortest : random.NextInt64(shortest, longest + 1));
    }
}
