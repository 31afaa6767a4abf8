using System.Globalization;
using HtxFutures.LoopbackExchange;
using HtxFutures.Sandbox;

namespace HtxFutures.Benchmarks.Scenarios;

/// <summary>
/// Several accounts at once, in a pwsh on PATH with the module from <c>out/</c>: all of them against one alone, by turns in
/// one process, over loopback sockets with a set round trip. As many others go first, often enough for the runtime to have
/// compiled what is used most, so that neither is cold. What all of them need of the processor is told beside it: where that
/// is more than the machine has in the time of one, no order of doing things makes up for it. Last comes what neither has
/// compiled yet: each in a new shell, as the first that is done there.
/// </summary>
internal static class AccountsScenario
{
    private const int WarmUps = 8;

    private const int NewShells = 3;

    private static readonly TimeSpan s_roundTrip = TimeSpan.FromMilliseconds(40);

    public static async Task RunAsync(int accounts, int orders, int rounds)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{accounts} accounts of {orders} orders each, round trip {s_roundTrip.TotalMilliseconds:0} ms, list and cancel on {Environment.ProcessorCount} processors: `Get-HtxOrder \\| Stop-HtxOrder`"));
        Console.WriteLine();
        Console.WriteLine("| Round | One (s) | All (s) | Ratio | Processor time of one, of all (s) | First cancel of the last behind that of the first (ms) | Not accepted |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|");

        // Those of the warm-ups, and then in every round and for every pair of shells one and all of the others.
        int warm = (WarmUps * accounts) + (rounds * (accounts + 1));
        int keys = warm + (NewShells * (accounts + 1));
        var exchange = new SandboxExchange(new SandboxOptions { Latency = SandboxLatency.Fixed(s_roundTrip) });
        for (int key = 0; key < keys; key++)
        {
            exchange.AddAccount(Access(key), Secret(key)).AddSampleOrders(orders, 5);
        }

        await using LoopbackServer server = await LoopbackServer.StartAsync(exchange);
        List<double[]> seen = await RunAsync(Warm(accounts, rounds, warm, server.Address));
        foreach ((int round, double[] row) in seen.Index())
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {round + 1} | {row[0] / 1000:0.00} | {row[1] / 1000:0.00} | {row[1] / row[0]:0.00} | {row[4] / 1000:0.00}, {row[5] / 1000:0.00} | {row[2]:0} | {row[3]:0} |"));
        }

        var one = new List<double>();
        var all = new List<double>();
        for (int next = warm; next < keys; next += accounts + 1)
        {
            one.Add((await RunAsync(Cold(next, 1, server.Address)))[0][0]);
            all.Add((await RunAsync(Cold(next + 1, accounts, server.Address)))[0][0]);
        }

        await Task.Delay(200);
        int open = exchange.Accounts.Sum(account => account.Orders.Count(order => order.IsOpen));
        long most = exchange.Counters.Windows.Where(window => window.Kind == SandboxRequestKind.Trade).Max(window => window.Accepted);
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Median of the ratios: {Median(seen.Select(row => row[1] / row[0])):0.00}. As the first in a new shell: one {Median(one) / 1000:0.00} s, all {Median(all) / 1000:0.00} s."));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Of {keys * orders} orders {open} are left; {most} cancels at most for an account, {exchange.Counters.RefusedByWindow} requests refused."));
    }

    private static async Task<List<double[]>> RunAsync(string script) =>
        [.. (await PowerShellRun.RunAsync(script)).Split('\n').Select(line => line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray())];

    private static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;

    private static string Warm(int accounts, int rounds, int keys, Uri exchange) => $$"""
        {{Connect(0, keys, exchange)}}
        function Get-Processor { [Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime.TotalMilliseconds }
        $next = 0
        foreach ($round in 1..{{WarmUps}}) {
            $null = $sessions[$next..($next + {{accounts - 1}})] | Get-HtxOrder | Stop-HtxOrder
            $next += {{accounts}}
            Start-Sleep -Seconds 1
        }
        foreach ($round in 1..{{rounds}}) {
            [gc]::Collect()
            $used = Get-Processor
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $one = $sessions[$next] | Get-HtxOrder | Stop-HtxOrder
            $alone = $watch.Elapsed.TotalMilliseconds
            $usedAlone = (Get-Processor) - $used
            [gc]::Collect()
            $used = Get-Processor
            $watch.Restart()
            $all = $sessions[($next + 1)..($next + {{accounts}})] | Get-HtxOrder | Stop-HtxOrder
            $together = $watch.Elapsed.TotalMilliseconds
            $usedTogether = (Get-Processor) - $used
            $next += {{accounts + 1}}
            $first = $all | Group-Object Account | ForEach-Object { ($_.Group.ExchangeTime | Sort-Object)[0] } | Sort-Object
            $strange = @($one + $all | Where-Object Outcome -ne Accepted).Count
            [string]::Format([cultureinfo]::InvariantCulture, '{0} {1} {2} {3} {4} {5}', $alone, $together, ($first[-1] - $first[0]).TotalMilliseconds, $strange, $usedAlone, $usedTogether)
            Start-Sleep -Seconds 1
        }
        """;

    private static string Cold(int next, int accounts, Uri exchange) => $$"""
        {{Connect(next, accounts, exchange)}}
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $all = $sessions | Get-HtxOrder | Stop-HtxOrder
        [string]::Format([cultureinfo]::InvariantCulture, '{0}', $watch.Elapsed.TotalMilliseconds)
        """;

    private static string Connect(int next, int accounts, Uri exchange) => $$"""
        $keys = {{next}}..{{next + accounts - 1}} | ForEach-Object {
            $secret = ConvertTo-SecureString ('{{Secret(0)[..^4]}}{0:0000}' -f $_) -AsPlainText -Force
            [pscustomobject] @{ Name = "a$_"; Credential = [pscredential]::new(('{{Access(0)[..^4]}}{0:0000}' -f $_), $secret) }
        }
        $sessions = $keys | Connect-HtxFutures -Endpoint '{{exchange.GetLeftPart(UriPartial.Authority)}}' -WarningAction SilentlyContinue
        """;

    private static string Access(int account) => string.Create(CultureInfo.InvariantCulture, $"benchmark-access-key-{account:0000}");

    private static string Secret(int account) => string.Create(CultureInfo.InvariantCulture, $"benchmark-secret-key-{account:0000}");
}
