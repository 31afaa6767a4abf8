using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace HtxFutures.HelpBuilder.Pages;

/// <summary>Reads Markdown into sections and blocks. What help cannot show is an issue, so that no text is lost unseen.</summary>
internal sealed class MarkdownReader(string file, List<HelpIssue> issues)
{
    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder().UsePipeTables().UsePreciseSourceLocation().Build();

    private readonly InlineReader _inlines = new(file, issues);

    /// <returns>The section of the page's title, with all others in it.</returns>
    public HelpSection Read(string text)
    {
        // Stands for the page itself: the title is a section of it.
        var page = new HelpSection(Path.GetFileName(file), 1);
        List<HelpSection> open = [page];
        foreach (Block block in Markdown.Parse(text, s_pipeline))
        {
            if (block is HeadingBlock heading)
            {
                Open(heading, open);
            }
            else if (Convert(block) is { } converted)
            {
                open[^1].Blocks.Add(converted);
            }
        }

        if (page.Sections.Count != 1 || page.Blocks.Count > 0)
        {
            Report(HelpRule.Headings, page.Sections.ElementAtOrDefault(1)?.Line ?? 1, "A page begins with its title, # and the name of the cmdlet or topic, and has no other heading of that level.");
        }

        return page.Sections.FirstOrDefault() ?? page;
    }

    private void Open(HeadingBlock heading, List<HelpSection> open)
    {
        var section = new HelpSection(_inlines.Read(heading.Inline), heading.Line + 1);
        if (heading.Level > open.Count)
        {
            Report(HelpRule.Headings, section.Line, $"The heading '{section.Title}' is {heading.Level} levels deep, and stands below one that is {open.Count - 1} deep.");
        }

        int parents = Math.Min(heading.Level, open.Count);
        open.RemoveRange(parents, open.Count - parents);
        open[^1].Sections.Add(section);
        open.Add(section);
    }

    private HelpBlock? Convert(Block block)
    {
        int line = block.Line + 1;
        switch (block)
        {
            case ParagraphBlock paragraph:
                return new HelpParagraph(_inlines.Read(paragraph.Inline), line);
            case FencedCodeBlock code:
                return new HelpCode(code.Info ?? "", [.. code.Lines.ToString().Split('\n')], line);
            case ListBlock { IsOrdered: false } list:
                return new HelpList([.. list.Cast<ListItemBlock>().Select(ConvertItem)], line);
            case Table table:
                return new HelpTable([.. table.Cast<TableRow>().Select(row => (IReadOnlyList<string>)[.. row.Cast<TableCell>().Select(ConvertCell)])], line);
            case HtmlBlock { Type: HtmlBlockType.Comment }:
                return null; // for whoever edits the page
            default:
                Report(HelpRule.Text, line, $"Help cannot show this ({block.GetType().Name}). It has paragraphs, lists with bullets, tables and fenced code.");
                return null;
        }
    }

    private HelpParagraph ConvertItem(ListItemBlock item)
    {
        if (item is not [ParagraphBlock])
        {
            Report(HelpRule.Text, item.Line + 1, "An item of a list is one paragraph.");
        }

        return new HelpParagraph(_inlines.Read((item.FirstOrDefault() as ParagraphBlock)?.Inline), item.Line + 1);
    }

    private string ConvertCell(TableCell cell) => _inlines.Read((cell.FirstOrDefault() as ParagraphBlock)?.Inline);

    private void Report(HelpRule rule, int line, string text) => issues.Add(new HelpIssue(rule, file, line, text));
}
