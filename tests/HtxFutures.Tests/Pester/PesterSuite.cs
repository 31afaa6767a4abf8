using System.Diagnostics;

namespace HtxFutures.Tests.Pester;

/// <summary>
/// Runs the Pester files against the staged module, each in a PowerShell of its own. They wait more than they work, so
/// that five lines of them, side by side, take little more than a fifth of the time.
/// </summary>
public abstract class PesterSuite(ShellHome home, ITestOutputHelper output)
{
    private const string Analysis = "Analysis.Tests.ps1";
    private const string Ending = ".Tests.ps1";
    private const int Lines = 5;

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);

    // Seconds of those that wait for more than they do, as they take by themselves.
    private static readonly Dictionary<string, double> s_waiting = new()
    {
        ["Secrets"] = 120,
        ["Runbooks"] = 90,
        ["SharedRedis"] = 88,
        ["WholeManifest"] = 70,
        ["SharedBudget"] = 45,
        ["Hostile"] = 45,
        ["Help"] = 35,
        ["SlowHost"] = 30,
        ["Journal"] = 25,
        ["Package"] = 20,
    };

    /// <summary>The files of one line: the longest first, each goes to the line that has least so far.</summary>
    private protected static TheoryData<string> Line(int number)
    {
        var lines = Enumerable.Range(0, Lines).Select(_ => (Names: new List<string>(), Times: new List<double>())).ToList();
        var folder = new DirectoryInfo(Path.Combine(Places.RepositoryRoot, "tests", "Pester"));
        foreach ((string name, double seconds) in folder.EnumerateFiles("*" + Ending).Select(file => (file.Name, Seconds: Seconds(file))).OrderByDescending(file => file.Seconds).ThenBy(file => file.Name, StringComparer.Ordinal))
        {
            (List<string> names, List<double> times) = lines.MinBy(line => line.Times.Sum());
            names.Add(name);
            times.Add(seconds);
        }

        return [.. lines[number].Names];
    }

    // What only works takes a second for every thousand characters or two.
    private static double Seconds(FileInfo file) => s_waiting.GetValueOrDefault(file.Name[..^Ending.Length], file.Length / 1500.0);

    private protected async Task PassAsync(string file)
    {
        Assert.SkipWhen(file == Analysis && Analyzer.Path is null, "PSScriptAnalyzer is not installed: Install-PSResource PSScriptAnalyzer");
        Assert.True(PowerShellHost.Missing is null, PowerShellHost.Missing);

        (int exitCode, string text) = await RunAsync(file);
        output.WriteLine(text);
        Assert.True(exitCode == 0, $"{file} ended with {exitCode}:{Environment.NewLine}{text}");
    }

    private async Task<(int ExitCode, string Text)> RunAsync(string file)
    {
        ProcessStartInfo start = PowerShellHost.Start(home.Path, "-File", Path.Combine(Places.RepositoryRoot, "tests", "Pester", "Invoke-Suite.ps1"), "-File", file);
        start.Environment["HTXFUTURES_PESTER"] = Places.Pester;
        start.Environment["HTXFUTURES_ANALYZER"] = Analyzer.Path;
        // What CI has built once is tested wherever it is to run.
        start.Environment.TryAdd("HTXFUTURES_MODULE", Places.ModuleDirectory);
        start.Environment.TryAdd("HTXFUTURES_LOOPBACK", Places.LoopbackExchange);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(s_longest);
        try
        {
            Task<string> standardOutput = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> standardError = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await standardOutput + await standardError);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"still running after {s_longest}");
        }
    }
}
