using System.Globalization;
using System.Xml.Linq;
using HtxFutures.HelpBuilder.Metadata;
using HtxFutures.HelpBuilder.Pages;
using static HtxFutures.HelpBuilder.Writing.MamlNames;

namespace HtxFutures.HelpBuilder.Writing;

/// <summary>The help of one cmdlet in MAML.</summary>
internal static class MamlCommand
{
    // As wide as the titles of PowerShell's own examples.
    private const int TitleWidth = 64;

    public static XElement Create(CmdletInfo cmdlet, CmdletPage page) => new(
        Command + "command",
        new XElement(
            Command + "details",
            new XElement(Command + "name", cmdlet.Name),
            new XElement(Command + "verb", cmdlet.Verb),
            new XElement(Command + "noun", cmdlet.Noun),
            Description([MamlText.Paragraph(page.Synopsis)])),
        Description(MamlText.Paragraphs(page.Description)),
        new XElement(Command + "syntax", cmdlet.Sets.Select(set => Syntax(cmdlet, set))),
        new XElement(Command + "parameters", cmdlet.Parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).Select(parameter => Parameter(parameter, page))),
        new XElement(Command + "inputTypes", page.Inputs.Sections.Select(type => Type("inputType", type))),
        new XElement(Command + "returnValues", page.Outputs.Sections.Select(type => Type("returnValue", type))),
        new XElement(Maml + "alertSet", new XElement(Maml + "alert", MamlText.Paragraphs(page.Notes))),
        new XElement(Command + "examples", page.Examples.Select((example, index) => Example(example, index + 1))),
        new XElement(Command + "relatedLinks", page.Links.Select(Link)));

    private static XElement Description(IEnumerable<XElement> paragraphs) => new(Maml + "description", paragraphs);

    private static XElement Syntax(CmdletInfo cmdlet, string? set) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", cmdlet.Name),
        cmdlet.InSet(set).Select(each => MamlParameter.InSyntax(each.Parameter, each.Use)));

    private static XElement Parameter(CmdletParameter parameter, CmdletPage page) => MamlParameter.Described(
        parameter,
        parameter.IsShouldProcess
            ? [MamlText.Paragraph(ShouldProcessParameters.Describe(parameter.Name))]
            : MamlText.Paragraphs(page.Parameters.Sections.First(section => section.Title == $"-{parameter.Name}").Blocks));

    private static XElement Type(string element, HelpSection type) => new(
        Command + element,
        new XElement(Dev + "type", new XElement(Maml + "name", type.Title)),
        Description(MamlText.Paragraphs(type.Blocks)));

    private static XElement Example(HelpExample example, int number)
    {
        string title = string.Create(CultureInfo.InvariantCulture, $" Example {number}: {example.Title} ");
        return new XElement(
            Command + "example",
            new XElement(Maml + "title", title.PadLeft((TitleWidth + title.Length) / 2, '-').PadRight(TitleWidth, '-')),
            new XElement(Dev + "code", string.Join('\n', example.Code)),
            // PowerShell puts no empty line between an example and the title of the next.
            new XElement(Dev + "remarks", MamlText.Paragraphs(example.Remarks), MamlText.Paragraph("")));
    }

    private static XElement Link(HelpParagraph link) => new(
        Maml + "navigationLink",
        new XElement(Maml + "linkText", link.Text),
        new XElement(Maml + "uri"));
}
