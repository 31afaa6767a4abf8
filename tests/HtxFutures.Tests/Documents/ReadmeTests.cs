using System.Diagnostics;
using System.Text.Json;
using HtxFutures.Tests.Pester;

namespace HtxFutures.Tests.Documents;

/// <summary>Runs every block of the README word for word, in the order given, as a reader would who has just cloned the repository.</summary>
public sealed class ReadmeTests(ShellHome home, ITestOutputHelper output)
{
    private static readonly string[] s_notCopied = ["bin", "obj", "out", ".git", "TestResults", "BenchmarkDotNet.Artifacts"];

    [Fact]
    public void Every_block_says_what_it_is() =>
        Assert.All(ReadmeBlock.All, block => Assert.Contains(block.Language, (string[])["powershell", "sh", "text"]));

    [Fact]
    public async Task Every_block_runs()
    {
        Assert.True(PowerShellHost.Missing is null, PowerShellHost.Missing);
        // Whoever clones may have blanks and other letters in the path.
        DirectoryInfo clone = Directory.CreateTempSubdirectory("read me ü ");
        try
        {
            Copy(new DirectoryInfo(Places.RepositoryRoot), clone);
            string blocks = Path.Combine(clone.FullName, "blocks.json");
            await File.WriteAllTextAsync(blocks, JsonSerializer.Serialize(ReadmeBlock.All), TestContext.Current.CancellationToken);

            ProcessStartInfo start = PowerShellHost.Start(home.Path, "-File", Path.Combine(Places.RepositoryRoot, "tests", "HtxFutures.Tests", "Documents", "Readme.Run.ps1"), "-Blocks", blocks, "-LoopbackExchange", Places.LoopbackExchange);
            start.WorkingDirectory = clone.FullName;
            // The same source was looked at when it was built for this test. What the README builds to try, it also builds to
            // install: once will do for both.
            start.Environment["RunAnalyzers"] = "false";
            start.Environment["Configuration"] = "Release";
            start.Environment["PATH"] = $"{PowerShellHost.PutOnPath(clone.CreateSubdirectory("shell on path").FullName)}{Path.PathSeparator}{start.Environment["PATH"]}";
            (int exitCode, string text, string error) = await Samples.Program.RunAsync(start);
            output.WriteLine(text);
            Assert.True(exitCode == 0, $"{error}{Environment.NewLine}{text}");
            Assert.Contains($"{ReadmeBlock.All.Count(block => block.Language != "text")} blocks run", text, StringComparison.Ordinal);
        }
        finally
        {
            clone.Delete(recursive: true);
        }
    }

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (FileInfo file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        }

        foreach (DirectoryInfo folder in from.EnumerateDirectories().Where(folder => !s_notCopied.Contains(folder.Name)))
        {
            Copy(folder, to.CreateSubdirectory(folder.Name));
        }
    }
}
