using System.Diagnostics;

namespace HtxFutures.Tests.Help;

/// <summary>The tool as the build runs it: a program with an exit code, whose lines are errors of the build.</summary>
public sealed class BuildToolTests : IDisposable
{
    private readonly HelpFolder _help = new();

    public void Dispose() => _help.Dispose();

    [Fact]
    public async Task Writes_the_help_that_is_staged()
    {
        (int exitCode, string text) = await RunAsync();
        Assert.Equal((0, ""), (exitCode, text));
        Assert.Equal(["HtxFutures.dll-Help.xml", "about_HtxFutures.help.txt", "about_HtxFutures_Sharing.help.txt"], Directory.GetFiles(_help.Target).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (string file in Directory.GetFiles(_help.Target))
        {
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(Places.ModuleDirectory, "en-US", Path.GetFileName(file))));
        }
    }

    [Fact]
    public async Task Fails_with_a_line_for_each_issue()
    {
        _help.Replace("Get-HtxOrder.md", "### -Side\n", "### -Sides\n");
        (int exitCode, string text) = await RunAsync();
        Assert.Equal(1, exitCode);
        Assert.Equal(2, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains($"{_help.PathOf("Get-HtxOrder.md")}({_help.LineOf("Get-HtxOrder.md", "### -Sides")}): error HELP002: Get-HtxOrder has no parameter '-Sides'.", text, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Text)> RunAsync()
    {
        string tool = Path.Combine(AppContext.BaseDirectory, "HtxFutures.HelpBuilder.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { tool, Path.Combine(Places.ModuleDirectory, "HtxFutures.dll"), Path.GetDirectoryName(_help.Target)!, _help.Target },
            RedirectStandardOutput = true,
        })!;
        string text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, text);
    }
}
