using HtxFutures.HelpBuilder;
using HtxFutures.HelpBuilder.Pages;

namespace HtxFutures.Tests.Help;

public sealed class MarkdownReaderTests
{
    private readonly List<HelpIssue> _issues = [];

    [Theory]
    [InlineData("Plain text.", "Plain text.")]
    [InlineData("Two\nlines.", "Two lines.")]
    [InlineData("The `Get-HtxOrder` cmdlet", "The Get-HtxOrder cmdlet")]
    [InlineData("Use `Get-HtxOrder | Stop-HtxOrder`.", "Use \"Get-HtxOrder | Stop-HtxOrder\".")]
    [InlineData("`-Session <HtxSession>`", "\"-Session <HtxSession>\"")]
    [InlineData("*Never* and **never**", "Never and never")]
    [InlineData("a &lt; b", "a < b")]
    [InlineData("BTC-\\*", "BTC-*")]
    [InlineData("[HTX](https://www.htx.com/)", "HTX (https://www.htx.com/)")]
    public void Paragraph_is_plain_text(string markdown, string expected) =>
        Assert.Equal(expected, Assert.IsType<HelpParagraph>(Assert.Single(Read(markdown).Blocks)).Text);

    [Fact]
    public void Sections_nest_by_their_level()
    {
        HelpSection page = Read("One.\n\n## A\n\nTwo.\n\n### A1\n\n### A2\n\nThree.\n\n## B\n");
        Assert.Equal(["A", "B"], page.Sections.Select(section => section.Title));
        Assert.Equal(["A1", "A2"], page.Sections[0].Sections.Select(section => section.Title));
        Assert.Equal([5, 9, 11, 15], new[] { page.Sections[0] }.Concat(page.Sections[0].Sections).Append(page.Sections[1]).Select(section => section.Line));
        Assert.Equal("Three.", Assert.IsType<HelpParagraph>(Assert.Single(page.Sections[0].Sections[1].Blocks)).Text);
        Assert.Empty(_issues);
    }

    [Fact]
    public void Code_is_kept_as_it_stands()
    {
        HelpCode code = Assert.IsType<HelpCode>(Assert.Single(Read("```powershell\n$a |\n    `b\n\n<c>\n```\n").Blocks));
        Assert.Equal("powershell", code.Language);
        Assert.Equal(["$a |", "    `b", "", "<c>"], code.Lines);
        Assert.Equal(3, code.Line);
    }

    [Fact]
    public void Lists_and_tables_are_read_item_by_item()
    {
        HelpSection page = Read("- one\n- two\n  goes on\n\n| A | B |\n|---|---|\n| `a` | |\n| c | d |\n| e |\n");
        Assert.Equal(["one", "two goes on"], Assert.IsType<HelpList>(page.Blocks[0]).Items.Select(item => item.Text));
        Assert.Equal([["A", "B"], ["a", ""], ["c", "d"], ["e", ""]], Assert.IsType<HelpTable>(page.Blocks[1]).Rows);
        Assert.Empty(_issues);
    }

    [Theory]
    [InlineData("1. one")]
    [InlineData("> quoted")]
    [InlineData("    indented")]
    [InlineData("---")]
    [InlineData("<p>html</p>")]
    [InlineData("text <br> text")]
    [InlineData("![image](image.png)")]
    [InlineData("- one\n\n  two")]
    [InlineData("- one\n  - nested")]
    public void What_help_cannot_show_is_told(string markdown)
    {
        Read($"{markdown}\n");
        Assert.Equal((HelpRule.Text, 3), (Assert.Single(_issues).Rule, _issues[0].Line));
    }

    [Fact]
    public void Page_without_a_title_is_told()
    {
        new MarkdownReader("page.md", _issues).Read("Text.\n");
        Assert.Equal(HelpRule.Headings, Assert.Single(_issues).Rule);
    }

    private HelpSection Read(string body) => new MarkdownReader("page.md", _issues).Read($"# Page\n\n{body}");
}
