using System.Globalization;
using HtxFutures.Sandbox;

namespace HtxFutures.Simulation;

/// <summary>What happens in one run of closes; all of it drawn from one seed.</summary>
internal sealed record ClosingScenario
{
    // A listing that shows nothing while positions stand says what is not so: no client can know better.
    private static readonly FaultKind[] s_faults = [.. Enum.GetValues<FaultKind>().Where(kind => kind is not (FaultKind.HugeBody or FaultKind.NoPositions or FaultKind.PriceRise))];

    public required int Seed { get; init; }

    /// <summary>The ways of the exchange.</summary>
    public required SandboxOptions Exchange { get; init; }

    /// <summary>The faults.</summary>
    public required IReadOnlyList<FaultRule> Faults { get; init; }

    /// <summary>Hedge or one-way mode.</summary>
    public required SandboxPositionMode Mode { get; init; }

    /// <summary>Positions to begin with.</summary>
    public required IReadOnlyList<SandboxPositionTemplate> Positions { get; init; }

    /// <summary>People or scripts that close positions.</summary>
    public required int Operators { get; init; }

    /// <summary>How often other programs do something to a position.</summary>
    public required int OthersActs { get; init; }

    /// <summary>The longest pause between these.</summary>
    public required TimeSpan OthersPause { get; init; }

    /// <summary>The longest wait for an answer.</summary>
    public required TimeSpan RequestTimeout { get; init; }

    /// <summary>Whether somebody watches orders through the same client; in every other run.</summary>
    public bool IsWatched => Seed % 2 == 1;

    /// <summary>Whether nothing goes wrong that could leave an outcome open.</summary>
    public bool IsCalm => Faults.Count == 0;

    /// <summary>Draws a scenario.</summary>
    public static ClosingScenario Draw(int seed)
    {
        var random = new Random(seed ^ 0xc105e);
        SandboxPositionMode mode = random.Next(2) == 0 ? SandboxPositionMode.DualSide : SandboxPositionMode.SingleSide;
        SandboxOptions exchange = Scenario.DrawExchange(random, seed);
        exchange.RequestLimit = random.Next(3) == 0 ? 72 : random.Next(8, 40);
        exchange.CloseDelay = TimeSpan.FromMilliseconds(random.Next(random.Next(3) == 0 ? 1500 : 40));
        exchange.CloseFillShare = random.Next(3) == 0 ? random.Next(0, 3) / 2m : 1;
        exchange.NoPositionCode = random.Next(2) == 0 ? 1048 : 1046;
        exchange.DuplicateClientIdCode = random.Next(2) == 0 ? 1050 : 1064;
        exchange.PendingOrdersBlockClose = random.Next(4) > 0;
        exchange.CloseLooksAtPositionFirst = random.Next(2) == 0;
        exchange.ClosedPositionsStayListed = random.Next(2) == 0;
        return new ClosingScenario
        {
            Seed = seed,
            Exchange = exchange,
            Faults = random.Next(4) == 0 ? [] : [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => DrawFault(random))],
            Mode = mode,
            Positions = [.. DrawPositions(random, mode)],
            Operators = random.Next(3) == 0 ? random.Next(2, 4) : 1,
            OthersActs = random.Next(3) switch { 0 => 0, 1 => random.Next(1, 5), _ => random.Next(5, 25) },
            OthersPause = TimeSpan.FromMilliseconds(random.Next(3) == 0 ? 4000 : 600),
            RequestTimeout = TimeSpan.FromSeconds(random.Next(1, 11)),
        };
    }

    /// <summary>The scenario in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {Seed}: {Mode}, {Positions.Count} positions, {Operators} operators, {OthersActs} acts of others within {OthersPause} each{(IsWatched ? ", watched" : "")}, time-out {RequestTimeout}, limit {Exchange.RequestLimit}, ids live {Exchange.ClientIdLife}, closes take {Exchange.CloseDelay} and fill {Exchange.CloseFillShare}, faults [{string.Join(", ", Faults)}]");

    private static FaultRule DrawFault(Random random)
    {
        FaultRule fault = Scenario.DrawFault(random, s_faults);
        return fault.Kind switch
        {
            FaultKind.ShortClose => fault with { Amount = random.Next(0, 4) },

            // Also when nobody waits for it any more.
            FaultKind.LateArrival => fault with { Span = TimeSpan.FromMilliseconds(random.Next(0, 25_000)) },
            _ => fault,
        };
    }

    private static IEnumerable<SandboxPositionTemplate> DrawPositions(Random random, SandboxPositionMode mode)
    {
        string[] contracts = ["BTC-USDT", "ETH-USDT", "SOL-USDT"];
        foreach (string contract in contracts.Take(random.Next(1, 4)))
        {
            foreach (string marginMode in (string[])["cross", "isolated"])
            {
                foreach (string side in mode == SandboxPositionMode.SingleSide ? (string[])["both"] : ["long", "short"])
                {
                    if (random.Next(2) == 0)
                    {
                        yield return new SandboxPositionTemplate
                        {
                            ContractCode = contract,
                            MarginMode = marginMode,
                            PositionSide = side,
                            Direction = side == "both" ? (random.Next(2) == 0 ? "buy" : "sell") : side == "long" ? "buy" : "sell",
                            Volume = random.Next(1, 9),
                            EntryPrice = 100,
                        };
                    }
                }
            }
        }
    }
}
