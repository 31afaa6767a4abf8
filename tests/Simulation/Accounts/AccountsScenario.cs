using System.Globalization;
using HtxFutures.Sandbox;

namespace HtxFutures.Simulation.Accounts;

/// <summary>What happens in a run with several accounts of one exchange; all of it drawn from one seed.</summary>
internal sealed record AccountsScenario
{
    // What strikes the exchange as a whole would be no account's own trouble.
    private static readonly FaultKind[] s_faults = [.. Enum.GetValues<FaultKind>().Where(kind => kind is not (FaultKind.HugeBody or FaultKind.ShortClose or FaultKind.NoPositions or FaultKind.PriceRise or FaultKind.Maintenance or FaultKind.ClockStep))];

    /// <summary>The seed that it was drawn from.</summary>
    public required int Seed { get; init; }

    /// <summary>Open orders of each account.</summary>
    public required IReadOnlyList<int> Orders { get; init; }

    /// <summary>Requests that each may send in a window; small, so that few orders spend it.</summary>
    public required int Limit { get; init; }

    /// <summary>The ways of the exchange.</summary>
    public required SandboxOptions Exchange { get; init; }

    /// <summary>Which account has trouble, counted from 0; null for none.</summary>
    public required int? Troubled { get; init; }

    /// <summary>Its trouble.</summary>
    public required IReadOnlyList<FaultRule> Faults { get; init; }

    /// <summary>How many people beside the desk stop orders, each in one account.</summary>
    public required int Operators { get; init; }

    /// <summary>Whether the desk gives up in the middle.</summary>
    public required bool GivesUp { get; init; }

    /// <summary>Draws a scenario.</summary>
    public static AccountsScenario Draw(int seed)
    {
        var random = new Random(seed ^ 0xacc7);
        int accounts = random.Next(2, 5);
        int? troubled = random.Next(4) == 0 ? null : random.Next(accounts);
        int limit = random.Next(3, 25);
        SandboxOptions exchange = Scenario.DrawExchange(random, seed);
        exchange.RequestLimit = limit;
        return new AccountsScenario
        {
            Seed = seed,
            Limit = limit,
            Orders = [.. Enumerable.Range(0, accounts).Select(_ => random.Next(0, 25))],
            Exchange = exchange,
            Troubled = troubled,
            Faults = troubled is { } one ? [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Scenario.DrawFault(random, s_faults) with { Query = $"AccessKeyId={AccessKey(one)}" })] : [],
            Operators = random.Next(3),
            GivesUp = random.Next(6) == 0,
        };
    }

    /// <summary>The access key of an account.</summary>
    public static string AccessKey(int account) => string.Create(CultureInfo.InvariantCulture, $"{account}{TestKeys.AccessKey[1..]}");

    /// <summary>Its secret key.</summary>
    public static string SecretKey(int account) => string.Create(CultureInfo.InvariantCulture, $"{account}{TestKeys.SecretKey[1..]}");

    /// <summary>Its name.</summary>
    public static string Name(int account) => string.Create(CultureInfo.InvariantCulture, $"account{account}");

    /// <summary>The scenario in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {Seed}: {string.Join(" + ", Orders)} orders, limit {Limit}, {Operators} operators beside the desk, account {Troubled} has [{string.Join(", ", Faults)}]{(GivesUp ? ", the desk gives up" : "")}");
}
