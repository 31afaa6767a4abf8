using System.Text;
using HtxFutures.HelpBuilder.Metadata;
using HtxFutures.HelpBuilder.Pages;
using HtxFutures.HelpBuilder.Writing;

namespace HtxFutures.HelpBuilder;

/// <summary>From pages and cmdlets to the files that PowerShell reads.</summary>
internal static class HelpBuild
{
    /// <summary>Writes the help, unless something is wrong with a page.</summary>
    /// <param name="cmdlets">The cmdlets that have to be documented.</param>
    /// <param name="source">The folder of the pages: one per cmdlet, and those of the about topics.</param>
    /// <param name="target">The folder to write to; made where it is not there.</param>
    /// <param name="mamlFile">The name of the file for the cmdlets.</param>
    /// <returns>What is wrong; empty where the help was written.</returns>
    public static IReadOnlyList<HelpIssue> Run(IReadOnlyList<CmdletInfo> cmdlets, string source, string target, string mamlFile)
    {
        List<HelpIssue> issues = [];
        List<CmdletPage> cmdletPages = [];
        List<AboutPage> aboutPages = [];
        foreach (string file in Directory.GetFiles(source, "*.md").Order(StringComparer.Ordinal))
        {
            HelpSection page = new MarkdownReader(file, issues).Read(File.ReadAllText(file));
            if (AboutPage.IsAbout(file))
            {
                aboutPages.Add(AboutPage.Read(page, file, issues));
            }
            else
            {
                cmdletPages.Add(new CmdletPageReader(file, issues).Read(page));
            }
        }

        aboutPages.ForEach(page => AboutCheck.Run(page, issues));
        List<(CmdletInfo Cmdlet, CmdletPage Page)> pairs = PagePairing.Pair(cmdlets, cmdletPages, source, issues);
        var topics = cmdlets.Select(cmdlet => cmdlet.Name).Concat(aboutPages.Select(page => page.Name)).ToHashSet();
        foreach ((CmdletInfo cmdlet, CmdletPage page) in pairs)
        {
            new CmdletCheck(cmdlet, page, issues).Run(topics);
        }

        if (issues.Count == 0)
        {
            Directory.CreateDirectory(target);
            Write(Path.Combine(target, mamlFile), MamlDocument.Create(pairs));
            foreach (AboutPage page in aboutPages)
            {
                Write(Path.Combine(target, $"{page.Name}.help.txt"), AboutText.Create(page));
            }
        }

        return issues;
    }

    // The same bytes on every machine.
    private static void Write(string file, string text) => File.WriteAllText(file, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
}
