namespace HtxFutures.Tests.Pester;

/// <summary>
/// Runs the Pester files against the staged module. They wait more than they work, so that five lines of them, side by
/// side, each in a PowerShell of its own, take little more than a fifth of the time.
/// </summary>
public abstract class PesterSuite(PesterShell shell, ITestOutputHelper output) : IClassFixture<PesterShell>
{
    private const string Analysis = "Analysis.Tests.ps1";
    private const string Ending = ".Tests.ps1";
    private const int Lines = 5;

    // Seconds of those that wait for more than they do, as they take by themselves.
    private static readonly Dictionary<string, double> s_waiting = new()
    {
        ["Secrets"] = 130,
        ["Runbooks"] = 115,
        ["SharedRedis"] = 80,
        ["WholeManifest"] = 80,
        ["SharedBudget"] = 60,
        ["Hostile"] = 40,
        ["SlowHost"] = 32,
        ["Help"] = 32,
        ["Journal"] = 25,
        ["Messages"] = 22,
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

    // What only works takes a few seconds, and one more for every few thousand characters.
    private static double Seconds(FileInfo file) => s_waiting.GetValueOrDefault(file.Name[..^Ending.Length], 5 + (file.Length / 3000.0));

    private protected async Task PassAsync(string file, IEnumerable<TheoryDataRow<string>> line)
    {
        Assert.SkipWhen(file == Analysis && Analyzer.Path is null, "PSScriptAnalyzer is not installed: Install-PSResource PSScriptAnalyzer");
        Assert.True(PowerShellHost.Missing is null, PowerShellHost.Missing);

        PesterEnd end = await shell.EndOfAsync(file, [.. line.Select(row => row.Data).Where(name => name != Analysis || Analyzer.Path is not null)]);
        output.WriteLine(end.Text);
        Assert.True(end.ExitCode == 0, $"{file} ended with {end.ExitCode}:{Environment.NewLine}{end.Text}");
    }
}
