using System.Text.RegularExpressions;
using System.Xml.Linq;
using HtxFutures.HelpBuilder.Pages;
using HtxFutures.Tests.Manifest;
using HtxFutures.Wording;

namespace HtxFutures.Tests.Help;

/// <summary>The help as a user gets it, in the elements that PowerShell reads.</summary>
public sealed partial class StagedHelpTests
{
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";
    private static readonly string s_folder = Path.Combine(Places.ModuleDirectory, "en-US");
    private static readonly XElement s_help = XDocument.Load(Path.Combine(s_folder, HelpFolder.MamlFile), LoadOptions.PreserveWhitespace).Root!;
    private static readonly string[] s_about = File.ReadAllLines(Path.Combine(s_folder, "about_HtxFutures.help.txt"));

    public static TheoryData<string> Names { get; } = [.. CmdletTypes.All.Select(CmdletTypes.Name)];

    [Fact]
    public void Root_is_what_PowerShell_looks_for()
    {
        Assert.Equal(XName.Get("helpItems", "http://msh"), s_help.Name);
        Assert.Equal("maml", s_help.Attribute("schema")!.Value);
    }

    [Fact]
    public void Every_cmdlet_is_there_once() => Assert.Equal(
        CmdletTypes.All.Select(CmdletTypes.Name).Order(StringComparer.Ordinal),
        s_help.Elements(s_command + "command").Select(command => command.Element(s_command + "details")!.Element(s_command + "name")!.Value));

    [Theory, MemberData(nameof(Names))]
    public void Every_parameter_is_described(string cmdlet)
    {
        IEnumerable<XElement> parameters = Find(cmdlet).Element(s_command + "parameters")!.Elements();
        Assert.Superset(
            CmdletTypes.Parameters(CmdletTypes.All.Single(type => CmdletTypes.Name(type) == cmdlet)).Select(parameter => parameter.Name).ToHashSet(),
            parameters.Select(Name).ToHashSet());
        Assert.All(parameters, parameter => Assert.NotEmpty(parameter.Element(s_maml + "description")!.Value));
        Assert.Equal(parameters.Select(Name).Order(StringComparer.Ordinal), parameters.Select(Name));
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_part_has_a_text(string cmdlet)
    {
        XElement command = Find(cmdlet);
        Assert.All(
            new[] { command.Element(s_command + "details")!.Element(s_maml + "description"), command.Element(s_maml + "description"), command.Element(s_maml + "alertSet") },
            part => Assert.NotEmpty(part!.Descendants(s_maml + "para").First().Value));
        Assert.NotEmpty(command.Element(s_command + "inputTypes")!.Elements());
        Assert.NotEmpty(command.Element(s_command + "returnValues")!.Elements());
        Assert.NotEmpty(command.Element(s_command + "relatedLinks")!.Elements());
    }

    [Fact]
    public void Syntax_has_one_item_for_each_set()
    {
        IEnumerable<XElement> items = Find("Stop-HtxOrder").Element(s_command + "syntax")!.Elements(s_command + "syntaxItem");
        Assert.Equal(
            ["InputObject", "ContractCode", "ContractCode ClientOrderId"],
            items.Select(item => string.Join(' ', item.Elements(s_command + "parameter").Where(parameter => parameter.Attribute("required")!.Value == "true").Select(Name))));
        Assert.Equal(["0", "0", "0 named"], items.Select(item => string.Join(
            ' ', item.Elements(s_command + "parameter").Where(parameter => parameter.Attribute("required")!.Value == "true").Select(parameter => parameter.Attribute("position")!.Value))));
    }

    [Fact]
    public void Parameter_tells_what_PowerShell_shows_of_it()
    {
        XElement contract = Parameter("Get-HtxOrder", "ContractCode");
        Assert.Equal(
            "required=true variableLength=true globbing=true pipelineInput=True (ByPropertyName) position=0 aliases=contract_code",
            string.Join(' ', contract.Attributes().Select(attribute => $"{attribute.Name}={attribute.Value}")));
        Assert.Equal("string[]", contract.Element(s_command + "parameterValue")!.Value);
        Assert.Equal("00:00:10", Parameter("Stop-HtxOrder", "WaitTimeout").Element(s_dev + "defaultValue")!.Value);
        Assert.Equal("True (ByValue)", Parameter("Stop-HtxOrder", "InputObject").Attribute("pipelineInput")!.Value);
        Assert.Null(Parameter("Stop-HtxOrder", "Wait").Element(s_command + "parameterValue"));
    }

    [Fact]
    public void Accepted_values_are_in_the_syntax_and_in_the_text()
    {
        XElement side = Find("Get-HtxOrder").Element(s_command + "syntax")!.Descendants(s_command + "parameter").First(parameter => Name(parameter) == "Side");
        Assert.Equal(["Buy", "Sell"], side.Element(s_command + "parameterValueGroup")!.Elements().Select(value => value.Value));
        Assert.Contains("Accepted values: Buy, Sell.", Parameter("Get-HtxOrder", "Side").Value, StringComparison.Ordinal);
        Assert.Contains("Accepted values: 1 to 300.", Parameter("Connect-HtxFutures", "TimeoutSec").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Example_is_numbered_and_its_code_can_be_copied()
    {
        XElement example = Find("Stop-HtxOrder").Element(s_command + "examples")!.Elements().First();
        Assert.Equal("--------------- Example 1: Look first, then stop ---------------", example.Element(s_maml + "title")!.Value);
        Assert.Equal(
            "$session = Connect-HtxFutures -Sandbox\nGet-HtxOrder BTC-* | Stop-HtxOrder -WhatIf\nGet-HtxOrder BTC-* | Stop-HtxOrder",
            example.Element(s_dev + "code")!.Value);
    }

    [Fact]
    public void Help_names_no_error_or_type_that_there_is_not()
    {
        string text = s_help.Value + string.Join('\n', s_about);
        HashSet<string> known =
        [
            "HtxFutures",
            .. Enum.GetNames<HtxErrorKind>().Select(kind => $"Htx{kind}"),
            .. HelpFolder.Cmdlets.Select(cmdlet => cmdlet.Noun),
            .. typeof(HtxSession).Assembly.GetExportedTypes().Concat(typeof(HtxOrder).Assembly.GetExportedTypes()).Select(type => type.Name),
        ];
        Assert.Empty(Names_of_ours().Matches(text).Select(match => match.Value).Except(known));
    }

    [Fact]
    public void About_has_the_shape_of_such_topics()
    {
        Assert.Equal(["TOPIC", "    about_HtxFutures", "", "SHORT DESCRIPTION"], s_about[..4]);
        Assert.Equal("    How to see and stop HTX USDT-M futures orders, and what to rely on.", s_about[4]); // lists of topics show the fifth line
        Assert.Contains("LONG DESCRIPTION", s_about);
        Assert.Contains("  Sessions", s_about);
        Assert.All(s_about, line => Assert.InRange(line.Length, 0, 80));
        Assert.All(s_about, line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public void About_tells_every_cmdlet() => Assert.All(HelpFolder.Cmdlets, cmdlet =>
        Assert.Contains(s_about, line => line.StartsWith($"    {cmdlet.Name} ", StringComparison.Ordinal)));

    [Fact]
    public void About_tells_every_error_as_it_is()
    {
        HelpSection page = new MarkdownReader(Path.Combine(HelpFolder.Source, "about_HtxFutures.md"), []).Read(File.ReadAllText(Path.Combine(HelpFolder.Source, "about_HtxFutures.md")));
        HelpTable[] tables = [.. page.Sections.SelectMany(section => section.Sections).Single(section => section.Title == "Errors").Blocks.OfType<HelpTable>()];
        Assert.Equal(Errors(endRun: true), Told(tables[0]));
        Assert.Equal(Errors(endRun: false), Told(tables[1]));
    }

    [Fact]
    public void About_tells_every_outcome() => Assert.All(Enum.GetNames<CancelOutcome>(), outcome =>
        Assert.Contains(s_about, line => line.StartsWith($"    {outcome} ", StringComparison.Ordinal)));

    private static IEnumerable<string> Told(HelpTable table) => table.Rows.Skip(1).Select(row => $"{row[0]} {row[1]}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Errors(bool endRun) => Enum.GetValues<HtxErrorKind>()
        .Select(kind => new HtxException(kind, ""))
        .Where(failure => failure.EndsRun == endRun)
        .Select(failure => $"Htx{failure.Kind} {ErrorRecords.Category(failure.Kind)}")
        .Order(StringComparer.Ordinal);

    private static XElement Find(string cmdlet) =>
        s_help.Elements(s_command + "command").Single(command => command.Element(s_command + "details")!.Element(s_command + "name")!.Value == cmdlet);

    private static XElement Parameter(string cmdlet, string parameter) =>
        Find(cmdlet).Element(s_command + "parameters")!.Elements().Single(each => Name(each) == parameter);

    private static string Name(XElement element) => element.Element(s_maml + "name")!.Value;

    [GeneratedRegex(@"\bHtx[A-Z][A-Za-z]+\b")]
    private static partial Regex Names_of_ours();
}
