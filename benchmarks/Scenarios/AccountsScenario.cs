using System.Globalization;
using HtxFutures.LoopbackExchange;
using HtxFutures.Sandbox;

namespace HtxFutures.Benchmarks.Scenarios;

/// <summary>
/// Several accounts at once, in a pwsh on PATH with the module from <c>out/</c>: all of them against one alone, in the same
/// process, over loopback sockets with a set round trip. As many others go first, and twice more, until the runtime has
/// compiled what is used most and neither is cold. What all of them need of the processor is told beside it: where that is
/// more than the machine has in the time of one, no order of doing things makes up for it.
/// </summary>
internal static class AccountsScenario
{
    private const int WarmUps = 3;

    private static readonly TimeSpan s_roundTrip = TimeSpan.FromMilliseconds(40);

    public static async Task RunAsync(int accounts, int orders, int rounds)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{accounts} accounts of {orders} orders each, round trip {s_roundTrip.TotalMilliseconds:0} ms, list and cancel on {Environment.ProcessorCount} processors: `Get-HtxOrder \\| Stop-HtxOrder`"));
        Console.WriteLine();
        Console.WriteLine("| Round | One (s) | All (s) | Ratio | Processor time of one, of all (s) | First cancel of the last behind that of the first (ms) | Stopped | Trade requests of one, most of all | Refused | Strange |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        var ratios = new List<double>();
        for (int round = 1; round <= rounds; round++)
        {
            ratios.Add(await MeasureAsync(round, accounts, orders));
        }

        ratios.Sort();
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Median of the ratios: {ratios[ratios.Count / 2]:0.00}"));
    }

    private static async Task<double> MeasureAsync(int round, int accounts, int orders)
    {
        var exchange = new SandboxExchange(new SandboxOptions { Latency = SandboxLatency.Fixed(s_roundTrip) });
        for (int i = 0; i <= (WarmUps + 1) * accounts; i++)
        {
            exchange.AddAccount(Access(i), Secret(i)).AddSampleOrders(orders, 5);
        }

        await using LoopbackServer server = await LoopbackServer.StartAsync(exchange);
        string output = await PowerShellRun.RunAsync($$"""
            $keys = 0..{{(WarmUps + 1) * accounts}} | ForEach-Object {
                $secret = ConvertTo-SecureString ('{{Secret(0)[..^4]}}{0:0000}' -f $_) -AsPlainText -Force
                [pscustomobject] @{ Name = "a$_"; Credential = [pscredential]::new(('{{Access(0)[..^4]}}{0:0000}' -f $_), $secret) }
            }
            $sessions = $keys | Connect-HtxFutures -Endpoint '{{server.Address.GetLeftPart(UriPartial.Authority)}}'
            function Get-Processor { [Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime.TotalMilliseconds }
            foreach ($round in 1..{{WarmUps}}) {
                $null = $sessions[($round * {{accounts}})..($round * {{accounts}} + {{accounts - 1}})] | Get-HtxOrder | Stop-HtxOrder
                Start-Sleep -Seconds 1
            }
            [gc]::Collect()
            $used = Get-Processor
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $one = $sessions[-1] | Get-HtxOrder | Stop-HtxOrder
            $alone = $watch.Elapsed.TotalMilliseconds
            $usedAlone = (Get-Processor) - $used
            [gc]::Collect()
            $used = Get-Processor
            $watch.Restart()
            $all = $sessions[0..{{accounts - 1}}] | Get-HtxOrder | Stop-HtxOrder
            $together = $watch.Elapsed.TotalMilliseconds
            $usedTogether = (Get-Processor) - $used
            $first = $all | Group-Object Account | ForEach-Object { ($_.Group.ExchangeTime | Sort-Object)[0] } | Sort-Object
            $strange = @($all | Where-Object Outcome -ne Accepted).Count
            [string]::Format([cultureinfo]::InvariantCulture, '{0} {1} {2} {3} {4} {5}', $alone, $together, ($first[-1] - $first[0]).TotalMilliseconds, $strange, $usedAlone, $usedTogether)
            """);
        double[] told = [.. output.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        await Task.Delay(200);
        int stopped = exchange.Accounts.Take(accounts).Sum(account => account.Orders.Count(order => !order.IsOpen));
        long[] requests = [.. exchange.Counters.Windows.Where(window => window.Kind == SandboxRequestKind.Trade).Select(window => window.Accepted)];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {round} | {told[0] / 1000:0.00} | {told[1] / 1000:0.00} | {told[1] / told[0]:0.00} | {told[4] / 1000:0.00}, {told[5] / 1000:0.00} | {told[2]:0} | {stopped} | {requests[^1]}, {requests[..accounts].Max()} | {exchange.Counters.RefusedByWindow} | {told[3]:0} |"));
        return told[1] / told[0];
    }

    private static string Access(int account) => string.Create(CultureInfo.InvariantCulture, $"benchmark-access-key-{account:0000}");

    private static string Secret(int account) => string.Create(CultureInfo.InvariantCulture, $"benchmark-secret-key-{account:0000}");
}
