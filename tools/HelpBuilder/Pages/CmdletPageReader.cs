namespace HtxFutures.HelpBuilder.Pages;

/// <summary>Reads a page as that of a cmdlet, and tells where it has not the shape of one.</summary>
internal sealed class CmdletPageReader(string file, List<HelpIssue> issues)
{
    // With an indent of four, a line of code fits a screen of 80 columns.
    private const int LongestLine = 76;

    private static readonly string[] s_headings =
        ["Synopsis", "Description", "Examples", "Parameters", "Inputs", "Outputs", "Notes", "Related links"];

    public CmdletPage Read(HelpSection page)
    {
        foreach (HelpSection section in page.Sections.Where(section => !s_headings.Contains(section.Title)))
        {
            Report(HelpRule.Headings, section.Line, $"The heading '{section.Title}' is unknown. The page of a cmdlet has {string.Join(", ", s_headings)}.");
        }

        if (page.Blocks.Count > 0)
        {
            Report(HelpRule.Headings, page.Blocks[0].Line, "Text below the title belongs under Synopsis or Description.");
        }

        HelpSection examples = Take(page, "Examples", hasSections: true);
        return new CmdletPage
        {
            File = file,
            Name = page.Title,
            Synopsis = ReadSynopsis(Take(page, "Synopsis")),
            Description = Take(page, "Description").Blocks,
            Examples = [.. examples.Sections.Select(ReadExample)],
            ExamplesLine = examples.Line,
            Parameters = Take(page, "Parameters", hasSections: true),
            Inputs = Take(page, "Inputs", hasSections: true),
            Outputs = Take(page, "Outputs", hasSections: true),
            Notes = Take(page, "Notes").Blocks,
            Links = ReadLinks(Take(page, "Related links")),
        };
    }

    /// <summary>Finds a section, which has either text or sections of its own.</summary>
    private HelpSection Take(HelpSection page, string heading, bool hasSections = false)
    {
        List<HelpSection> found = page.Sections.FindAll(section => section.Title == heading);
        if (found.Count != 1)
        {
            Report(HelpRule.Headings, found.Count == 0 ? page.Line : found[1].Line, $"The heading '{heading}' has to be there once, and is there {found.Count} times.");
            return found.FirstOrDefault() ?? new HelpSection(heading, page.Line);
        }

        HelpSection section = found[0];
        if (hasSections)
        {
            section.Blocks.ForEach(block => Report(HelpRule.Headings, block.Line, $"Text below '{heading}' belongs under a heading of its own (###)."));
            section.Sections.ForEach(inner => RequireText(inner, allowsCode: heading == "Examples"));
        }
        else
        {
            RequireText(section, allowsCode: false);
        }

        return section;
    }

    private void RequireText(HelpSection section, bool allowsCode)
    {
        section.Sections.ForEach(inner => Report(HelpRule.Headings, inner.Line, $"There is no heading below '{section.Title}'."));
        if (section.Blocks.Count == 0)
        {
            Report(HelpRule.Text, section.Line, $"'{section.Title}' has no text.");
        }

        foreach (HelpBlock block in section.Blocks.Where(block => block is HelpTable || (block is HelpCode && !allowsCode)))
        {
            Report(HelpRule.Text, block.Line, "The page of a cmdlet has paragraphs and lists; code stands under Examples, tables on about pages.");
        }
    }

    private string ReadSynopsis(HelpSection section)
    {
        if (section.Blocks.Count > 0 && section.Blocks is not [HelpParagraph])
        {
            Report(HelpRule.Text, section.Line, "The synopsis is one paragraph.");
        }

        return section.Blocks.OfType<HelpParagraph>().FirstOrDefault()?.Text ?? "";
    }

    private HelpExample ReadExample(HelpSection section)
    {
        if (section.Blocks is not [HelpCode { Language: "powershell" } code, HelpParagraph, ..] || section.Blocks.OfType<HelpCode>().Count() > 1)
        {
            Report(HelpRule.Examples, section.Line, $"The example '{section.Title}' has to have one block of code, fenced with ```powershell, and a remark below it.");
            return new HelpExample(section.Title, [], []);
        }

        for (int i = 0; i < code.Lines.Count; i++)
        {
            if (code.Lines[i].Length > LongestLine)
            {
                Report(HelpRule.Examples, code.Line + 1 + i, $"The line has {code.Lines[i].Length} characters, and more than {LongestLine} break on a screen of 80 columns.");
            }
        }

        return new HelpExample(section.Title, code.Lines, section.Blocks[1..]);
    }

    private IReadOnlyList<HelpParagraph> ReadLinks(HelpSection section)
    {
        if (section.Blocks is [HelpList links])
        {
            return links.Items;
        }

        Report(HelpRule.Links, section.Line, "Related links are one list.");
        return [];
    }

    private void Report(HelpRule rule, int line, string text) => issues.Add(new HelpIssue(rule, file, line, text));
}
