using System.Text;
using Markdig.Syntax.Inlines;

namespace HtxFutures.HelpBuilder.Pages;

/// <summary>Reads the text of a paragraph, without its marks.</summary>
internal sealed class InlineReader(string file, List<HelpIssue> issues)
{
    public string Read(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        Append(text, inlines);
        return text.ToString().Trim();
    }

    private void Append(StringBuilder text, ContainerInline? inlines)
    {
        foreach (Inline inline in inlines ?? Enumerable.Empty<Inline>())
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case CodeInline code:
                    // A single word is seen to be code by itself; more than one needs to show where it ends.
                    text.Append(code.Content.Contains(' ', StringComparison.Ordinal) ? $"\"{code.Content}\"" : code.Content);
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
                case EmphasisInline emphasis:
                    Append(text, emphasis);
                    break;
                case LinkInline { IsImage: false } link:
                    text.Append(ReadLink(link));
                    break;
                default:
                    Report(HelpRule.Text, inline, $"Help cannot show this ({inline.GetType().Name}). Put code, and anything in angle brackets, between backticks.");
                    break;
            }
        }
    }

    private string ReadLink(LinkInline link)
    {
        string name = Read(link);
        if (Uri.TryCreate(link.Url, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttps)
        {
            return $"{name} ({address})";
        }

        // A screen shows the text alone, so it has to name the page.
        if (link.Url != $"{name}.md" || !File.Exists(Path.Combine(Path.GetDirectoryName(file)!, link.Url)))
        {
            Report(HelpRule.Links, link, $"The link [{name}]({link.Url}) leads to no page of that name. A link to a page is its name twice: [Get-HtxOrder](Get-HtxOrder.md).");
        }

        return name;
    }

    private void Report(HelpRule rule, Inline inline, string text) => issues.Add(new HelpIssue(rule, file, inline.Line + 1, text));
}
