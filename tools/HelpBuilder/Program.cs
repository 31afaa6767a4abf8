using System.Reflection;
using HtxFutures.HelpBuilder.Metadata;

namespace HtxFutures.HelpBuilder;

/// <summary>Run by the build of the module: reads its assembly and its pages, writes its help.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is not [string assembly, string pages, string target])
        {
            Console.Error.WriteLine("Usage: HtxFutures.HelpBuilder <module assembly> <folder of pages> <folder to write to>");
            return 2;
        }

        IReadOnlyList<CmdletInfo> cmdlets = CmdletReader.Read(Assembly.LoadFrom(Path.GetFullPath(assembly)));
        IReadOnlyList<HelpIssue> issues = HelpBuild.Run(cmdlets, pages, target, $"{Path.GetFileName(assembly)}-Help.xml");
        foreach (HelpIssue issue in issues)
        {
            Console.WriteLine(issue);
        }

        return issues.Count == 0 ? 0 : 1;
    }
}
