using HtxFutures.Commands;
using HtxFutures.HelpBuilder;
using HtxFutures.HelpBuilder.Metadata;

namespace HtxFutures.Tests.Help;

/// <summary>A copy of the module's pages that a test may spoil, and the help that is built of it.</summary>
internal sealed class HelpFolder : IDisposable
{
    public const string MamlFile = "HtxFutures.dll-Help.xml";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("HtxFutures-help-");

    public HelpFolder()
    {
        foreach (string page in Directory.EnumerateFiles(Source, "*.md"))
        {
            File.Copy(page, PathOf(Path.GetFileName(page)));
        }
    }

    /// <summary>Where the pages are edited.</summary>
    public static string Source { get; } = Path.Combine(Places.RepositoryRoot, "src", "HtxFutures", "Help");

    /// <summary>The cmdlets of the module.</summary>
    public static IReadOnlyList<CmdletInfo> Cmdlets { get; } = CmdletReader.Read(typeof(StopHtxOrderCommand).Assembly);

    public string Target => Path.Combine(_folder.FullName, "en-US");

    public string PathOf(string page) => Path.Combine(_folder.FullName, page);

    /// <summary>Changes a page; the text must be there.</summary>
    public void Replace(string page, string text, string replacement)
    {
        string before = File.ReadAllText(PathOf(page));
        Assert.Contains(text, before, StringComparison.Ordinal);
        File.WriteAllText(PathOf(page), before.Replace(text, replacement, StringComparison.Ordinal));
    }

    /// <summary>The number of the line that a page has a text on.</summary>
    public int LineOf(string page, string text) => Array.FindIndex(File.ReadAllLines(PathOf(page)), line => line.Contains(text, StringComparison.Ordinal)) + 1;

    public IReadOnlyList<HelpIssue> Build() => HelpBuild.Run(Cmdlets, _folder.FullName, Target, MamlFile);

    public void Dispose() => _folder.Delete(recursive: true);
}
