using System.Globalization;
using HtxFutures.Sandbox;

namespace HtxFutures.Simulation.Sharing;

/// <summary>What happens in a run of processes that share a request budget; all of it drawn from one seed.</summary>
internal sealed record SharedScenario
{
    /// <summary>The seed that it was drawn from.</summary>
    public required int Seed { get; init; }

    /// <summary>Orders that each process stops, one to a request.</summary>
    public required IReadOnlyList<int> Orders { get; init; }

    /// <summary>Requests that all may send in a window; small, so that few orders spend it.</summary>
    public required int Limit { get; init; }

    /// <summary>The ways of the exchange.</summary>
    public required SandboxOptions Exchange { get; init; }

    /// <summary>The longest that the medium takes.</summary>
    public required TimeSpan Slowness { get; init; }

    /// <summary>Whether the medium has trouble; else the processes and the wire have.</summary>
    public required bool IsMediumTroubled { get; init; }

    /// <summary>One of so many trade requests is lost on its way back.</summary>
    public required int LosesOneOf { get; init; }

    /// <summary>Draws a scenario.</summary>
    public static SharedScenario Draw(int seed)
    {
        var random = new Random(seed ^ 0x5a7e);
        bool isMediumTroubled = random.Next(2) == 0;
        int limit = random.Next(12, 73);

        // What is under way when the medium fails has to be answered soon, or nobody could go on.
        int longest = random.Next(1, isMediumTroubled ? 1200 : 3000);
        return new SharedScenario
        {
            Seed = seed,
            Limit = limit,
            Orders = [.. Enumerable.Range(0, random.Next(2, 6)).Select(_ => random.Next(0, 150))],
            Exchange = new SandboxOptions
            {
                Seed = seed,
                RequestLimit = limit,
                Latency = new SandboxLatency(TimeSpan.FromMilliseconds(random.Next(longest)), TimeSpan.FromMilliseconds(longest)),
                RateLimitHeaders = random.Next(4) > 0,
            },
            Slowness = TimeSpan.FromMilliseconds(random.Next(3) switch { 0 => 0, 1 => 4, _ => 200 }),
            IsMediumTroubled = isMediumTroubled,
            LosesOneOf = isMediumTroubled || random.Next(2) == 0 ? 0 : random.Next(10, 100),
        };
    }

    /// <summary>The scenario in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {Seed}: {string.Join(" + ", Orders)} orders, limit {Limit}, medium up to {Slowness.TotalMilliseconds} ms, trouble with the {(IsMediumTroubled ? "medium" : "processes")}, one of {LosesOneOf} lost");
}
