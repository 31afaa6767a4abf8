using HtxFutures.Simulation.Accounts;
using HtxFutures.Simulation.Sharing;

namespace HtxFutures.Client.Tests.Simulated;

/// <summary>Whole runs against a faulty exchange, in virtual time. Millions more: <c>dotnet run -c Release --project tests/Simulation -- --runs N --seed S</c>.</summary>
public sealed class SimulationTests
{
    private const int Runs = 1000;
    private const int SharedRuns = 150;
    private const int LiveRuns = 200; // each lasts for minutes, with a ping every five seconds

    [Fact]
    public void Nothing_that_must_always_hold_breaks() => Parallel.For(1, Runs + 1, seed => SimulatedRun.Run(seed));

    [Theory]
    [InlineData(14813)] // every look was refused, for an hour
    [InlineData(432373)]
    [InlineData(183351)] // a window saw one request more, after the exchange's clock was set
    [InlineData(209061)] // orders that fired together were taken for each other
    [InlineData(399384)]
    [InlineData(580768)]
    [InlineData(664564)]
    public void What_the_long_run_found_stays_mended(int seed) => SimulatedRun.Run(seed);

    [Fact]
    public void Nothing_that_must_always_hold_breaks_among_closes() => Parallel.For(1, Runs + 1, seed => ClosingRun.Run(seed));

    [Fact]
    public void No_order_reaches_the_session_of_another_account_and_nobodys_trouble_is_anothers() => Parallel.For(1, Runs + 1, seed => AccountsRun.Run(seed));

    [Fact]
    public void A_seed_is_the_same_run_of_several_accounts_every_time() =>
        Assert.All(Enumerable.Range(1, 30), seed => Assert.Equal(AccountsRun.Run(seed), AccountsRun.Run(seed)));

    [Fact]
    public void No_window_is_exceeded_by_all_who_share_a_budget() => Parallel.For(1, SharedRuns + 1, seed => SharedRun.Run(seed));

    [Fact]
    public void A_seed_is_the_same_run_of_those_who_share_every_time() =>
        Assert.All(Enumerable.Range(1, 10), seed => Assert.Equal(SharedRun.Run(seed), SharedRun.Run(seed)));

    [Fact]
    public void Nothing_that_must_always_hold_breaks_for_those_who_watch() => Parallel.For(1, LiveRuns + 1, seed => LiveRun.Run(seed));

    [Fact]
    public void A_seed_is_the_same_run_of_watches_every_time() =>
        Assert.All(Enumerable.Range(1, 10), seed => Assert.Equal(LiveRun.Run(seed), LiveRun.Run(seed)));

    [Fact]
    public void A_seed_is_the_same_run_of_closes_every_time() =>
        Assert.All(Enumerable.Range(1, 30), seed => Assert.Equal(ClosingRun.Run(seed), ClosingRun.Run(seed)));

    [Fact]
    public void A_seed_is_the_same_run_every_time() =>
        Assert.All(Enumerable.Range(1, 30), seed => Assert.Equal(SimulatedRun.Run(seed), SimulatedRun.Run(seed)));
}
