using HtxFutures.HelpBuilder.Metadata;
using HtxFutures.HelpBuilder.Pages;

namespace HtxFutures.HelpBuilder;

/// <summary>Holds a page against the cmdlet that it describes.</summary>
internal sealed class CmdletCheck(CmdletInfo cmdlet, CmdletPage page, List<HelpIssue> issues)
{
    private const int FewestExamples = 3;
    private const string None = "None";

    /// <param name="topics">The names of all cmdlets and about topics.</param>
    public void Run(IReadOnlySet<string> topics)
    {
        CheckParameters();
        CheckTypes(page.Inputs, cmdlet.InputTypes);
        CheckTypes(page.Outputs, cmdlet.OutputTypes);
        if (page.Examples.Count < FewestExamples)
        {
            Report(HelpRule.Examples, page.ExamplesLine, $"{cmdlet.Name} has {page.Examples.Count} examples, and needs {FewestExamples}.");
        }

        foreach (HelpParagraph link in page.Links.Where(link => link.Text == cmdlet.Name || !topics.Contains(link.Text)))
        {
            Report(HelpRule.Links, link.Line, $"The related link '{link.Text}' is no other cmdlet or topic of this module.");
        }
    }

    private void CheckParameters()
    {
        string[] declared = [.. cmdlet.Parameters.Where(parameter => !parameter.IsShouldProcess).Select(parameter => $"-{parameter.Name}")];
        foreach (string missing in declared.Except(page.Parameters.Sections.Select(section => section.Title)))
        {
            Report(HelpRule.TextForParameter, page.Parameters.Line, $"The parameter {missing} has no text: it needs a heading '### {missing}'.");
        }

        foreach (HelpSection section in page.Parameters.Sections.Where(section => !declared.Contains(section.Title)))
        {
            Report(HelpRule.TextForParameter, section.Line, $"{cmdlet.Name} has no parameter '{section.Title}'. It has {string.Join(", ", declared)}.");
        }

        CheckOnce(HelpRule.TextForParameter, page.Parameters);
    }

    private void CheckTypes(HelpSection section, IReadOnlyList<string> types)
    {
        IReadOnlyList<string> expected = types.Count == 0 ? [None] : types;
        if (!expected.ToHashSet().SetEquals(section.Sections.Select(type => type.Title)))
        {
            Report(HelpRule.Types, section.Line, $"{section.Title} of {cmdlet.Name} need one heading for each of {string.Join(", ", expected)}, and no other.");
        }

        CheckOnce(HelpRule.Types, section);
    }

    private void CheckOnce(HelpRule rule, HelpSection section)
    {
        foreach (IGrouping<string, HelpSection> twice in section.Sections.GroupBy(each => each.Title).Where(each => each.Count() > 1))
        {
            Report(rule, twice.Last().Line, $"'{twice.Key}' is there {twice.Count()} times.");
        }
    }

    private void Report(HelpRule rule, int line, string text) => issues.Add(new HelpIssue(rule, page.File, line, text));
}
