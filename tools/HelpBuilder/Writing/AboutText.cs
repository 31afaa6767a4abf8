using HtxFutures.HelpBuilder.Pages;

namespace HtxFutures.HelpBuilder.Writing;

/// <summary>An about topic as plain text, in the shape of PowerShell's own. Its fifth line is what lists of topics show.</summary>
internal static class AboutText
{
    // One less than the screen: some terminals break a full line once more.
    private const int Width = 79;
    private const int Indent = 4;
    private const int CodeIndent = 2 * Indent;

    /// <summary>How long a line of text can be.</summary>
    public const int TextWidth = Width - Indent;

    /// <summary>How long a line of code can be, which is not wrapped.</summary>
    public const int CodeWidth = Width - CodeIndent;

    public static string Create(AboutPage page)
    {
        List<string> lines = ["TOPIC", Indented(page.Name, Indent), "", "SHORT DESCRIPTION", Indented(page.ShortDescription, Indent)];
        foreach (HelpSection section in page.Sections)
        {
            lines.AddRange(["", section.Title.ToUpperInvariant()]);
            Append(lines, section);
        }

        return string.Concat(lines.Select(line => $"{line.TrimEnd()}\n"));
    }

    private static void Append(List<string> lines, HelpSection section)
    {
        bool isFirst = true;
        foreach (HelpBlock block in section.Blocks)
        {
            if (!isFirst)
            {
                lines.Add("");
            }

            lines.AddRange(Lines(block));
            isFirst = false;
        }

        foreach (HelpSection inner in section.Sections)
        {
            // Halfway between the heading above it and the text below it.
            lines.AddRange(["", Indented(inner.Title, Indent / 2)]);
            Append(lines, inner);
        }
    }

    private static IEnumerable<string> Lines(HelpBlock block) => block switch
    {
        HelpParagraph paragraph => TextWrap.Lines(paragraph.Text, TextWidth).Select(line => Indented(line, Indent)),
        HelpList list => list.Items.SelectMany(item => Bulleted(item.Text)),
        HelpCode code => code.Lines.Select(line => Indented(line, CodeIndent)),
        HelpTable table => TextTable.Lines(table.Rows, TextWidth).Select(line => Indented(line, Indent)),
        _ => throw new InvalidOperationException($"{block.GetType().Name} has no form in text."),
    };

    private static IEnumerable<string> Bulleted(string text) =>
        TextWrap.Lines(text, TextWidth - 2).Select((line, index) => Indented((index == 0 ? "- " : "  ") + line, Indent));

    private static string Indented(string line, int indent) => new string(' ', indent) + line;
}
