using System.Globalization;

namespace HtxFutures.HelpBuilder;

/// <summary>What is wrong with a page.</summary>
/// <param name="Rule">What it breaks.</param>
/// <param name="File">The page; where there is none, where it should be.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Text">For whoever mends it.</param>
internal sealed record HelpIssue(HelpRule Rule, string File, int Line, string Text)
{
    /// <summary>The form in which MSBuild and editors take errors.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}({Line}): error HELP{(int)Rule:000}: {Text}");
}
