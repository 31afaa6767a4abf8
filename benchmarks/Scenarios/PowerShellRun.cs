using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace HtxFutures.Benchmarks.Scenarios;

/// <summary>The pipeline as a user types it, in a pwsh on PATH, with the module from <c>out/</c> (build.ps1).</summary>
internal static class PowerShellRun
{
    public static async Task<TimeSpan> StopAllAsync(ExchangeOnLoopback exchange)
    {
        string output = await RunAsync($$"""
            $key = ConvertTo-SecureString '{{ExchangeOnLoopback.SecretKey}}' -AsPlainText -Force
            Connect-HtxFutures -AccessKey '{{ExchangeOnLoopback.AccessKey}}' -SecretKey $key -Endpoint '{{exchange.Address.GetLeftPart(UriPartial.Authority)}}' | Out-Null
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $results = Get-HtxOrder | Stop-HtxOrder
            $watch.Stop()
            '{0} {1}' -f $watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture), @($results | Where-Object Outcome -eq Accepted).Count
            """);
        return TimeSpan.FromMilliseconds(double.Parse(output.Split(' ')[0], CultureInfo.InvariantCulture));
    }

    /// <summary>Runs a script with the module loaded, and gives what it writes.</summary>
    public static async Task<string> RunAsync(string script)
    {
        string whole = $$"""
            $ErrorActionPreference = 'Stop'
            Import-Module '{{Path.Combine(RepositoryRoot(), "out", "HtxFutures")}}'
            {{script}}
            """;
        var start = new ProcessStartInfo("pwsh") { ArgumentList = { "-NoProfile", "-NonInteractive", "-Command", whole }, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Trim();
    }

    private static string RepositoryRoot([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
