using System.Globalization;
using HtxFutures.Client.Tests.Support;
using HtxFutures.LoopbackExchange;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Loopback;

/// <summary>
/// Every fault over real sockets, each alone and, with HTXFUTURES_LONG_TESTS=1, each with every other: whatever happens,
/// every order gets one result, and what it says is what the exchange knows. The table stands in the test's output.
/// </summary>
public sealed class FaultTableTests(ITestOutputHelper output)
{
    private const string LongTests = "HTXFUTURES_LONG_TESTS";

    private static readonly FaultKind[] s_kinds = Enum.GetValues<FaultKind>();

    [Fact]
    public Task Each_fault_alone() => TabulateAsync([.. s_kinds.Select(kind => new[] { kind })]);

    [Fact]
    public Task Each_fault_with_every_other()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(LongTests) == "1", $"takes a minute: set {LongTests}=1");
        return TabulateAsync([.. s_kinds.SelectMany(kind => s_kinds.Where(other => other > kind).Select(other => new[] { kind, other }))]);
    }

    private async Task TabulateAsync(FaultKind[][] cases)
    {
        var rows = new string[cases.Length];
        await Parallel.ForAsync(0, cases.Length, new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (i, stop) => rows[i] = await RunAsync(cases[i], stop));
        output.WriteLine("| Faults | Outcomes | Requests |");
        output.WriteLine("|---|---|---:|");
        Array.ForEach(rows, output.WriteLine);
    }

    private static async Task<string> RunAsync(FaultKind[] kinds, CancellationToken stop)
    {
        var exchange = new SandboxExchange();
        SandboxAccount account = exchange.AddAccount(TestKeys.AccessKey, TestKeys.SecretKey);
        account.AddSampleOrders(12, contracts: 3);
        await using LoopbackServer server = await LoopbackServer.StartAsync(exchange, cancellationToken: stop);
        using HtxFuturesClient client = await HtxFuturesClient.ConnectAsync(Options(server), stop);
        Array.ForEach(kinds, kind => exchange.Faults.Add(Rule(kind)));

        var truth = new Truth(account, [TestKeys.AccessKey, TestKeys.SecretKey], isCalm: false);
        OrderReference[] orders = [.. account.Orders.Select(VirtualSandbox.Reference)];
        List<HtxCancelResult> results = await StopAsync(client, orders, stop);
        string faults = string.Join(" + ", kinds);
        Assert.True(results.Count == orders.Length, $"{faults}: {results.Count} results");
        foreach (HtxCancelResult result in results)
        {
            truth.Check(orders.Single(order => order.OrderId == result.OrderId), result, alone: true);
        }

        string outcomes = string.Join(", ", results.GroupBy(Name).OrderByDescending(group => group.Count()).Select(group => $"{group.Count()} {group.Key}"));
        return string.Create(CultureInfo.InvariantCulture, $"| {faults} | {outcomes} | {exchange.Counters.Requests} |");
    }

    // With budgets of its own: a port may come again, and with it what its last exchange had blocked.
    private static HtxConnectOptions Options(LoopbackServer server) => TestConnection.To(server.Address) with { RequestTimeout = TimeSpan.FromMilliseconds(500) };

    private static async Task<List<HtxCancelResult>> StopAsync(HtxFuturesClient client, OrderReference[] orders, CancellationToken stop)
    {
        CancelRun run = client.Orders.BeginCancelRun();
        Assert.All(orders, order => Assert.True(run.TryPost(order)));
        return await run.DrainAsync(stop);
    }

    private static string Name(HtxCancelResult result) => result.Failure is null ? $"{result.Outcome}" : $"{result.Outcome} (Htx{result.Failure.Kind})";

    // Twice each, so that the first repeat meets it too.
    private static FaultRule Rule(FaultKind kind) => new(kind)
    {
        Times = 2,
        Span = kind switch
        {
            FaultKind.Maintenance => TimeSpan.FromMilliseconds(300),
            FaultKind.Delay => TimeSpan.FromMilliseconds(700),
            _ => null,
        },
        Amount = kind == FaultKind.HugeBody ? 9 << 20 : null,
    };
}
