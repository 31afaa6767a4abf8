using HtxFutures.HelpBuilder.Pages;
using HtxFutures.HelpBuilder.Writing;

namespace HtxFutures.HelpBuilder;

/// <summary>Sees that what cannot be wrapped fits the screen.</summary>
internal static class AboutCheck
{
    private const int NarrowestColumn = 20;

    public static void Run(AboutPage page, List<HelpIssue> issues) => page.Sections.ToList().ForEach(section => Check(section, page.File, issues));

    private static void Check(HelpSection section, string file, List<HelpIssue> issues)
    {
        foreach (HelpBlock block in section.Blocks)
        {
            if (block is HelpCode code && code.Lines.FirstOrDefault(line => line.Length > AboutText.CodeWidth) is { } tooLong)
            {
                issues.Add(new HelpIssue(HelpRule.Text, file, block.Line, $"A line of code has {tooLong.Length} characters, and there is room for {AboutText.CodeWidth}."));
            }

            if (block is HelpTable table && TextTable.LastWidth(table.Rows, AboutText.TextWidth) is var left and < NarrowestColumn)
            {
                issues.Add(new HelpIssue(HelpRule.Text, file, block.Line, $"The other columns of the table leave {left} characters to the last one, which needs {NarrowestColumn}."));
            }
        }

        section.Sections.ForEach(inner => Check(inner, file, issues));
    }
}
