using System.Text.RegularExpressions;

namespace HtxFutures.Tests.Documents;

/// <summary>A block of the README.</summary>
/// <param name="Language">What stands behind the fence.</param>
/// <param name="Text">What stands in it.</param>
internal sealed partial record ReadmeBlock(string Language, string Text)
{
    public static IReadOnlyList<ReadmeBlock> All { get; } =
        [.. Block().Matches(File.ReadAllText(Path.Combine(Places.RepositoryRoot, "README.md")).ReplaceLineEndings("\n")).Select(match => new ReadmeBlock(match.Groups[1].Value, match.Groups[2].Value))];

    [GeneratedRegex("^```(\\w*)\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
