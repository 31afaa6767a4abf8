using System.Globalization;
using System.Xml.Linq;
using HtxFutures.HelpBuilder.Metadata;
using static HtxFutures.HelpBuilder.Writing.MamlNames;

namespace HtxFutures.HelpBuilder.Writing;

/// <summary>Parameters in MAML: in the syntax of each parameter set, and described once for all of them.</summary>
internal static class MamlParameter
{
    public static XElement InSyntax(CmdletParameter parameter, ParameterUse use) =>
        Create(parameter, [use], parameter.AcceptedValues.Count > 0 ? Values(parameter) : Value(parameter));

    /// <param name="parameter">The parameter.</param>
    /// <param name="description">Its paragraphs.</param>
    public static XElement Described(CmdletParameter parameter, IEnumerable<XElement> description)
    {
        XElement element = Create(parameter, parameter.Uses, Value(parameter));
        element.Element(Maml + "name")!.AddAfterSelf(new XElement(Maml + "description", description, Accepted(parameter)));
        element.Add(new XElement(Dev + "defaultValue", parameter.DefaultValue));
        return element;
    }

    private static XElement Create(CmdletParameter parameter, IReadOnlyList<ParameterUse> uses, XElement? value) => new(
        Command + "parameter",
        new XAttribute("required", uses.All(use => use.IsMandatory)),
        new XAttribute("variableLength", parameter.IsArray),
        new XAttribute("globbing", parameter.TakesWildcards),
        new XAttribute("pipelineInput", Pipeline(uses)),
        new XAttribute("position", uses.Min(use => use.Position)?.ToString(CultureInfo.InvariantCulture) ?? "named"),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(Maml + "name", parameter.Name),
        value,
        new XElement(Dev + "type", new XElement(Maml + "name", parameter.TypeName ?? "switch"), new XElement(Maml + "uri")));

    private static XElement? Value(CmdletParameter parameter) => parameter.TypeName is { } type ? Value(type) : null;

    private static XElement Values(CmdletParameter parameter) => new(Command + "parameterValueGroup", parameter.AcceptedValues.Select(Value));

    private static XElement Value(string text) => new(
        Command + "parameterValue",
        new XAttribute("required", true),
        new XAttribute("variableLength", false),
        text);

    private static XElement? Accepted(CmdletParameter parameter) => parameter switch
    {
        { AcceptedValues: { Count: > 0 } values } => MamlText.Paragraph($"Accepted values: {string.Join(", ", values)}."),
        { Range: var (least, most) } => MamlText.Paragraph($"Accepted values: {least} to {most}."),
        _ => null,
    };

    private static string Pipeline(IReadOnlyList<ParameterUse> uses)
    {
        List<string> ways = [];
        if (uses.Any(use => use.FromPipelineByName))
        {
            ways.Add("ByPropertyName");
        }

        if (uses.Any(use => use.FromPipeline))
        {
            ways.Add("ByValue");
        }

        return ways.Count == 0 ? "False" : $"True ({string.Join(", ", ways)})";
    }
}
