using System.Globalization;
using HtxFutures.Sandbox;

namespace HtxFutures.Simulation;

/// <summary>What happens to algo orders in one run. Half of the runs have none; they are as they were before there were any.</summary>
public sealed record AlgoScenario
{
    /// <summary>Active ones to begin with.</summary>
    public int Algos { get; private init; }

    /// <summary>How many of those have the id of an order.</summary>
    public int Twins { get; private init; }

    /// <summary>Orders with a take-profit and a stop-loss attached to them, which come into effect when the order is executed.</summary>
    public int Parents { get; private init; }

    /// <summary>People or scripts that stop algo orders.</summary>
    public int Operators { get; private init; }

    /// <summary>Whether nobody stops ordinary orders meanwhile.</summary>
    public bool Alone { get; private init; }

    /// <summary>How often something happens on the market: the price moves, one fires, one fails, a position ends, a parent is executed.</summary>
    public int MarketEvents { get; private init; }

    /// <summary>The listing of one type that always fails; null where all can be read.</summary>
    public FaultRule? BrokenListing { get; private init; }

    /// <summary>Draws what happens, and how the exchange is with algo orders.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="exchange">The ways of the exchange.</param>
    /// <param name="calm">Whether nothing goes wrong in the run.</param>
    public static AlgoScenario Draw(int seed, SandboxOptions exchange, bool calm)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        var random = new Random(seed ^ 0xa190);
        if (random.Next(2) == 0)
        {
            return new AlgoScenario();
        }

        DrawExchange(random, exchange);
        return new AlgoScenario
        {
            Algos = random.Next(0, 30),
            Twins = random.Next(2) == 0 ? random.Next(1, 5) : 0,
            Parents = random.Next(3) == 0 ? random.Next(1, 4) : 0,
            Operators = random.Next(2) == 0 ? 1 : random.Next(2, 4),
            Alone = random.Next(2) == 0,
            MarketEvents = random.Next(2) == 0 ? random.Next(1, 10) : 0,
            BrokenListing = calm || random.Next(5) > 0 ? null : DrawBrokenListing(random),
        };
    }

    /// <summary>In a few words, to follow others; none where there are no algo orders.</summary>
    public override string ToString() => Operators == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $", {Algos} algo orders, {Twins} twins and {Parents} parents, {Operators} operators for them{(Alone ? " alone" : "")}, {MarketEvents} events{(BrokenListing is null ? "" : $", {BrokenListing}")}");

    private static void DrawExchange(Random random, SandboxOptions exchange)
    {
        exchange.AlgoLag = TimeSpan.FromMilliseconds(random.Next(0, 301));
        exchange.UnknownAlgoCode = Any(random, 1061, 1017, 1051);
        exchange.EndedAlgoCode = Any(random, 1061, 1071, 1051);
        exchange.FiredAlgoCode = Any(random, 1061, 1063, 1051);
        exchange.LaggingAlgoCode = Any(random, 1061, 1408);
        exchange.UnknownAlgoRefusesRequest = random.Next(4) == 0;
        exchange.AlgoItemShape = Any(random, Enum.GetValues<AlgoItemShape>());
        exchange.AlgoBatchAcrossContracts = random.Next(2) == 0;
        exchange.AlgoNotFoundOnQueryCode = Any(random, 1061, 1017, 1048, 200);
        exchange.AlgosOldestFirst = random.Next(2) == 0;
        exchange.AlgoListingNeedsContract = random.Next(4) == 0;
        exchange.AlgoClientIds = Any(random, Enum.GetValues<AlgoClientIds>());
        exchange.FiredAlgosNameChild = random.Next(3) > 0;
        exchange.AttachedTogether = random.Next(2) == 0;
        exchange.PartlyFilledSpawns = random.Next(2) == 0;
        exchange.StopsFailAfter = random.Next(3) == 0 ? null : TimeSpan.FromMilliseconds(random.Next(0, 400));
        exchange.CancelAllTakesAlgoOrders = random.Next(6) == 0;
    }

    private static FaultRule DrawBrokenListing(Random random) => new(Any(random, FaultKind.BusyBefore, FaultKind.DropAfter, FaultKind.GarbleBody, FaultKind.Forbidden))
    {
        Path = "/v5/algo/order/opens",
        Query = $"type={Any(random, "tp", "sl", "tpsl", "trigger", "trailing_stop")}",
    };

    private static T Any<T>(Random random, params T[] values) => values[random.Next(values.Length)];
}
