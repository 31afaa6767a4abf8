using System.Xml;
using System.Xml.Linq;
using HtxFutures.HelpBuilder.Metadata;
using HtxFutures.HelpBuilder.Pages;
using static HtxFutures.HelpBuilder.Writing.MamlNames;

namespace HtxFutures.HelpBuilder.Writing;

/// <summary>The file with the help of all cmdlets.</summary>
internal static class MamlDocument
{
    public static string Create(IEnumerable<(CmdletInfo Cmdlet, CmdletPage Page)> cmdlets)
    {
        var document = new XDocument(new XElement(
            Help + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            cmdlets.Select(each => MamlCommand.Create(each.Cmdlet, each.Page))));
        using var text = new Utf8Writer();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
        {
            document.Save(writer);
        }

        return text.ToString();
    }

    // The declaration names the encoding of the writer.
    private sealed class Utf8Writer : StringWriter
    {
        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;
    }
}
