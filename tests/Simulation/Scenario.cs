using System.Globalization;
using HtxFutures.Sandbox;

namespace HtxFutures.Simulation;

/// <summary>What happens in one run; all of it drawn from one seed.</summary>
public sealed record Scenario
{
    private static readonly FaultKind[] s_faults = [.. Enum.GetValues<FaultKind>().Where(kind => kind is not (FaultKind.HugeBody or FaultKind.ShortClose or FaultKind.NoPositions or FaultKind.PriceRise))];

    /// <summary>The seed that it was drawn from.</summary>
    public required int Seed { get; init; }

    /// <summary>Requests that the exchange allows in a window; small, so that few orders spend it.</summary>
    public required int Limit { get; init; }

    /// <summary>Open orders to begin with.</summary>
    public required int Orders { get; init; }

    /// <summary>Over how many contracts they spread.</summary>
    public required int Contracts { get; init; }

    /// <summary>Sessions of the one account.</summary>
    public required int Sessions { get; init; }

    /// <summary>People or scripts that stop orders.</summary>
    public required int Operators { get; init; }

    /// <summary>The ways of the exchange.</summary>
    public required SandboxOptions Exchange { get; init; }

    /// <summary>The faults.</summary>
    public required IReadOnlyList<FaultRule> Faults { get; init; }

    /// <summary>Whether one of the sessions is closed in the middle.</summary>
    public required bool ClosesSession { get; init; }

    /// <summary>The share of operators who give up.</summary>
    public required double GivesUp { get; init; }

    /// <summary>The share of orders that the market executes meanwhile.</summary>
    public required double MarketFills { get; init; }

    /// <summary>Whether somebody sets the clock of the machine that the sessions are on, again and again.</summary>
    public required bool SetsClock { get; init; }

    /// <summary>Whether that machine sleeps now and then.</summary>
    public required bool Sleeps { get; init; }

    /// <summary>What happens to algo orders.</summary>
    public required AlgoScenario Algos { get; init; }

    /// <summary>Whether nothing in it can leave an order's outcome open.</summary>
    public bool IsCalm => Faults.Count == 0 && Algos.BrokenListing is null && !ClosesSession && !Sleeps;

    /// <summary>Whether the exchange's windows hold our own requests alone, and their limit stays.</summary>
    public bool WindowsAreOurs => Faults.All(fault => fault.Kind is not (FaultKind.OtherProgram or FaultKind.LimitChange));

    /// <summary>Draws a scenario.</summary>
    public static Scenario Draw(int seed)
    {
        var random = new Random(seed);
        bool calm = random.Next(4) == 0;
        var scenario = new Scenario
        {
            Seed = seed,
            Limit = random.Next(3, 25),
            Orders = random.Next(0, 30),
            Contracts = random.Next(1, 5),
            Sessions = random.Next(1, 4),
            Operators = random.Next(2) == 0 ? 1 : random.Next(2, 5),
            Exchange = DrawExchange(random, seed),
            Faults = calm ? [] : [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => DrawFault(random, s_faults))],
            ClosesSession = !calm && random.Next(15) == 0,
            GivesUp = random.Next(4) == 0 ? 0.5 : 0,
            MarketFills = random.Next(3) == 0 ? 0.3 : 0,
            SetsClock = random.Next(4) == 0,
            Sleeps = !calm && random.Next(8) == 0,
            Algos = new AlgoScenario(),
        };
        return scenario with { Algos = AlgoScenario.Draw(seed, scenario.Exchange, scenario.IsCalm) };
    }

    /// <summary>The scenario in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {Seed}: {Orders} orders of {Contracts} contracts, limit {Limit}, {Sessions} sessions, {Operators} operators, faults [{string.Join(", ", Faults)}]{(ClosesSession ? ", a session closes" : "")}{(SetsClock ? ", the clock is set" : "")}{(Sleeps ? ", the machine sleeps" : "")}, give up {GivesUp}, fills {MarketFills}{Algos}");

    /// <summary>Draws the ways of an exchange.</summary>
    internal static SandboxOptions DrawExchange(Random random, int seed)
    {
        TimeSpan shortest = TimeSpan.FromMilliseconds(random.Next(0, 60));
        return new SandboxOptions
        {
            Seed = seed,
            Latency = new SandboxLatency(shortest, shortest + TimeSpan.FromMilliseconds(random.Next(0, 300))),
            ClockOffset = TimeSpan.FromMilliseconds(random.Next(-600_000, 600_000)),
            CancelDelay = TimeSpan.FromMilliseconds(random.Next(random.Next(4) == 0 ? 2000 : 80)),
            FillWhileCancelingRate = random.Next(3) == 0 ? 0.2 : 0,
            UnknownOrderCode = random.Next(2) == 0 ? 1061 : 1017,
            OrderNotFoundOnQueryCode = random.Next(3) switch { 0 => 1061, 1 => 1017, _ => 1048 },
            CursorInclusive = random.Next(2) == 0,
            FailedItemsFillOnlySentField = random.Next(2) == 0,
            EnvelopeShape = Any<EnvelopeShape>(random),
            AuthenticationFailureShape = Any<AuthenticationFailureShape>(random),
            RateLimitRefusal = Any<RateLimitRefusal>(random),
            RateLimitHeaders = random.Next(4) > 0,
            RateLimitReset = random.Next(2) == 0 ? RateLimitReset.Milliseconds : Any<RateLimitReset>(random),
            HeaderCasing = Any<HeaderCasing>(random),
            CodeAsText = random.Next(2) == 0,
            IdsAsNumbers = random.Next(2) == 0,
            ChineseMessages = random.Next(2) == 0,
            UnknownMembers = random.Next(2) == 0,
            StateAsNumber = random.Next(2) == 0,
            EmptyBooleans = random.Next(2) == 0,
            TimeShape = Any<TimeShape>(random),
            OrderAsList = random.Next(2) == 0,
            LargestPage = random.Next(3) switch { 0 => 100, 1 => 50, _ => random.Next(1, 20) },
            DirectionsTurned = random.Next(4) == 0,
            FinishedOldestFirst = random.Next(4) == 0,
            ClientIdLife = random.Next(3) switch { 0 => TimeSpan.Zero, 1 => TimeSpan.FromSeconds(2), _ => TimeSpan.FromHours(8) },
            FieldInArgs = random.Next(2) == 0,
        };
    }

    /// <summary>Draws a fault of one of some kinds.</summary>
    internal static FaultRule DrawFault(Random random, FaultKind[] kinds)
    {
        FaultKind kind = kinds[random.Next(kinds.Length)];
        return new FaultRule(kind)
        {
            Rate = random.Next(8) == 0 ? 1 : 0.02 + (random.NextDouble() * 0.5),
            Times = random.Next(2) == 0 ? random.Next(1, 6) : null,
            RequestKind = random.Next(3) switch { 0 => SandboxRequestKind.Trade, 1 => SandboxRequestKind.Read, _ => null },
            From = TimeSpan.FromMilliseconds(random.Next(0, 2000)),
            Span = kind switch
            {
                FaultKind.Delay => TimeSpan.FromMilliseconds(random.Next(100, 15_000)),
                FaultKind.ResetSkew => TimeSpan.FromMilliseconds(random.Next(-2000, 2000)),
                FaultKind.ClockStep => TimeSpan.FromMinutes(random.Next(-60, 60)),
                FaultKind.Maintenance => TimeSpan.FromSeconds(random.Next(1, 30)),
                FaultKind.LateArrival => TimeSpan.FromMilliseconds(random.Next(0, 10_000)), // as late as is assumed at most
                FaultKind.TooManyRequests when random.Next(2) == 0 => TimeSpan.FromSeconds(random.Next(4) == 0 ? random.Next(61, 600) : random.Next(1, 20)),
                _ => null,
            },
            Amount = kind switch
            {
                FaultKind.LimitChange => random.Next(2, 40),
                FaultKind.OtherProgram => random.Next(1, 20),
                _ => null,
            },
        };
    }

    private static T Any<T>(Random random)
        where T : struct, Enum
    {
        T[] values = Enum.GetValues<T>();
        return values[random.Next(values.Length)];
    }
}
