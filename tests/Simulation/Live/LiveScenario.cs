using System.Globalization;
using HtxFutures.Sandbox;

namespace HtxFutures.Simulation;

/// <summary>What a run of watches is like, drawn from its seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Exchange">How the exchange behaves.</param>
/// <param name="Orders">Open orders to begin with.</param>
/// <param name="Acts">What others do to orders meanwhile.</param>
/// <param name="Pause">The longest time between two acts.</param>
/// <param name="Watches">Those who watch.</param>
/// <param name="Faults">What goes wrong.</param>
internal sealed record LiveScenario(int Seed, SandboxOptions Exchange, int Orders, int Acts, TimeSpan Pause, int Watches, IReadOnlyList<FaultRule> Faults)
{
    private static readonly FaultKind[] s_socket =
    [
        FaultKind.SocketRefused, FaultKind.SubscriptionForgotten, FaultKind.SocketClosed, FaultKind.SocketBroken, FaultKind.SocketCut, FaultKind.SocketMuted,
        FaultKind.SocketError, FaultKind.PushLost, FaultKind.PushGarbled, FaultKind.PushZipped, FaultKind.PushTwice, FaultKind.PushLate,
    ];

    private static readonly FaultKind[] s_requests = [FaultKind.DropAfter, FaultKind.Delay, FaultKind.ServiceUnavailable, FaultKind.HangBefore, FaultKind.GarbleBody];

    /// <summary>Whether somebody begins to watch in the middle, be there a connection or not.</summary>
    public bool HasLatecomer => Seed % 3 == 0;

    /// <summary>Whether nothing goes wrong.</summary>
    public bool IsCalm => Faults.Count == 0;

    /// <summary>Draws the scenario of a seed.</summary>
    public static LiveScenario Draw(int seed)
    {
        var random = new Random(seed);
        var exchange = new SandboxOptions
        {
            Seed = seed,
            Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(random.Next(0, 200))),
            SocketGzip = random.Next(4) == 0,
            SocketPartBytes = random.Next(4) == 0 ? random.Next(1, 300) : null,
            PingAsNumber = random.Next(2) == 0,
            IdsAsNumbers = random.Next(4) == 0,
            UnknownMembers = random.Next(4) == 0,
            FinishedByCreation = random.Next(2) == 0,
            LargestPage = random.Next(2) == 0 ? 50 : random.Next(1, 20),
        };
        var faults = new List<FaultRule>();
        for (int left = random.Next(4) == 0 ? 0 : random.Next(1, 7); left > 0; left--)
        {
            FaultKind kind = random.Next(4) == 0 ? s_requests[random.Next(s_requests.Length)] : s_socket[random.Next(s_socket.Length)];
            faults.Add(new FaultRule(kind)
            {
                Rate = random.Next(2) == 0 ? 1 : random.NextDouble(),
                Skip = random.Next(0, 20),
                Times = random.Next(1, 6),
                Span = kind is FaultKind.PushLate or FaultKind.PushTwice && random.Next(3) == 0 ? TimeSpan.FromSeconds(random.Next(1, 100)) : null,
            });
        }

        return new LiveScenario(seed, exchange, random.Next(0, 80), random.Next(5, 120), TimeSpan.FromMilliseconds(random.Next(3) == 0 ? 20 : random.Next(50, 6000)), random.Next(1, 4), faults);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {Seed}: {Orders} orders, {Acts} acts at most {Pause} apart, {Watches} watches{(HasLatecomer ? " and one that comes late" : "")}, latency {Exchange.Latency.Minimum.TotalMilliseconds} ms; {string.Join(",", Faults)}");
}
