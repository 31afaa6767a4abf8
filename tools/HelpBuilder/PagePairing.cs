using HtxFutures.HelpBuilder.Metadata;
using HtxFutures.HelpBuilder.Pages;

namespace HtxFutures.HelpBuilder;

/// <summary>Finds the page of each cmdlet.</summary>
internal static class PagePairing
{
    /// <returns>The cmdlets that have a page, in the order of their names.</returns>
    public static List<(CmdletInfo Cmdlet, CmdletPage Page)> Pair(IReadOnlyList<CmdletInfo> cmdlets, IReadOnlyList<CmdletPage> pages, string folder, List<HelpIssue> issues)
    {
        List<(CmdletInfo Cmdlet, CmdletPage Page)> pairs = [];
        foreach (CmdletInfo cmdlet in cmdlets.OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal))
        {
            string file = Path.Combine(folder, $"{cmdlet.Name}.md");
            if (pages.FirstOrDefault(page => page.File == file) is { } page)
            {
                pairs.Add((cmdlet, page));
                if (page.Name != cmdlet.Name)
                {
                    issues.Add(new HelpIssue(HelpRule.PageForCmdlet, file, 1, $"The title is '{page.Name}', and should be '{cmdlet.Name}', as the file's name."));
                }
            }
            else
            {
                issues.Add(new HelpIssue(HelpRule.PageForCmdlet, file, 1, $"The cmdlet {cmdlet.Name} has no page of help: this file is missing."));
            }
        }

        foreach (CmdletPage page in pages.Except(pairs.Select(pair => pair.Page)))
        {
            issues.Add(new HelpIssue(HelpRule.PageForCmdlet, page.File, 1, "The module has no cmdlet of this file's name."));
        }

        return pairs;
    }
}
