using System.Xml.Linq;
using HtxFutures.HelpBuilder.Pages;

namespace HtxFutures.HelpBuilder.Writing;

/// <summary>Text in MAML. PowerShell puts an empty line between paragraphs by itself, and shows lists in some places only, so a list is a paragraph of several lines.</summary>
internal static class MamlText
{
    public static IEnumerable<XElement> Paragraphs(IEnumerable<HelpBlock> blocks) => blocks.Select(block => Paragraph(Text(block)));

    public static XElement Paragraph(string text) => new(MamlNames.Maml + "para", text);

    private static string Text(HelpBlock block) => block switch
    {
        HelpParagraph paragraph => paragraph.Text,
        HelpList list => string.Join('\n', list.Items.Select(item => $"- {item.Text}")),
        _ => throw new InvalidOperationException($"{block.GetType().Name} has no form in MAML."),
    };
}
