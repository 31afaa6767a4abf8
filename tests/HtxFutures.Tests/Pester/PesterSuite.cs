using System.Diagnostics;

namespace HtxFutures.Tests.Pester;

/// <summary>Runs the Pester files against the staged module, each in a PowerShell of its own, where there is one.</summary>
public sealed class PesterSuite(ITestOutputHelper output)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    public static TheoryData<string> Files { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Places.RepositoryRoot, "tests", "Pester"), "*.Tests.ps1").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Passes(string file)
    {
        string? pwsh = PowerShellHost.Path;
        Assert.SkipWhen(pwsh is null, "no pwsh on PATH: PowerShell 7.4 or later is needed");
        Assert.SkipUnless(await PowerShellHost.HasPesterAsync(), "this pwsh has no Pester 5: Install-PSResource Pester");

        (int exitCode, string text) = await RunAsync(pwsh!, file);
        output.WriteLine(text);
        Assert.True(exitCode == 0, $"{file} ended with {exitCode}:{Environment.NewLine}{text}");
    }

    private static async Task<(int ExitCode, string Text)> RunAsync(string pwsh, string file)
    {
        var start = new ProcessStartInfo(pwsh)
        {
            ArgumentList = { "-NoProfile", "-NonInteractive", "-File", Path.Combine(Places.RepositoryRoot, "tests", "Pester", "Invoke-Suite.ps1"), "-File", file },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Places.RepositoryRoot,
            Environment =
            {
                ["HTXFUTURES_MODULE"] = Places.ModuleDirectory,
                ["HTXFUTURES_LOOPBACK"] = Places.LoopbackExchange,
                ["NO_COLOR"] = "1",
            },
        };
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
