using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Security;
using HtxFutures.Binding;
using HtxFutures.Commands;

namespace HtxFutures.Tests.Manifest;

/// <summary>What PowerShell's guidelines and the contract ask of every cmdlet.</summary>
public sealed class CmdletRules
{
    // What PowerShell itself declares on every cmdlet, or on those that ask before they act.
    private static readonly string[] s_reserved =
    [
        "Confirm", "WhatIf", "Verbose", "Debug", "ErrorAction", "WarningAction", "InformationAction", "ProgressAction",
        "ErrorVariable", "WarningVariable", "InformationVariable", "OutVariable", "OutBuffer", "PipelineVariable",
    ];

    private static readonly string[] s_changing = ["Stop", "Clear", "Close", "Enable", "Disable", "Disconnect", "Remove", "Set", "New"];

    public static TheoryData<string> Names { get; } = [.. CmdletTypes.All.Select(CmdletTypes.Name)];

    [Fact]
    public void There_are_cmdlets() => Assert.Contains(typeof(StopHtxOrderCommand), CmdletTypes.All);

    [Theory, MemberData(nameof(Names))]
    public void Verb_is_approved(string name) => Assert.Contains(name.Split('-')[0], ApprovedVerbs());

    [Theory, MemberData(nameof(Names))]
    public void Class_is_sealed_and_named_after_the_cmdlet(string name)
    {
        Type type = Find(name);
        Assert.True(type.IsSealed);
        Assert.Equal($"HtxFutures.Commands.{name.Replace("-", "", StringComparison.Ordinal)}Command", type.FullName);
        Assert.StartsWith("Htx", name.Split('-')[1], StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Names))]
    public void Output_is_declared_with_types_of_our_own(string name)
    {
        if (name == "Disconnect-HtxFutures")
        {
            return; // writes nothing
        }

        CustomAttributeData declared = CmdletTypes.Declaration(Find(name), typeof(OutputTypeAttribute));
        var types = (IReadOnlyCollection<CustomAttributeTypedArgument>)declared.ConstructorArguments[0].Value!;
        Assert.NotEmpty(types);
        Assert.All(types.Where(type => !IsAnswerOfATest(name, type)), type => Assert.StartsWith("HtxFutures.", ((Type)type.Value!).FullName, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Names))]
    public void What_changes_state_asks_first(string name) =>
        Assert.Equal(s_changing.Contains(name.Split('-')[0]), Declares(Find(name), nameof(CmdletAttribute.SupportsShouldProcess)));

    [Theory, MemberData(nameof(Names))]
    public void Session_can_be_given(string name)
    {
        if (name is "Connect-HtxFutures" or "Get-HtxSession" or "Get-HtxJournal")
        {
            return; // they make and show sessions; and one looks back at those that are gone, by name
        }

        Type type = CmdletTypes.Parameters(Find(name)).Single(parameter => parameter.Name == "Session").PropertyType;
        Assert.Contains(type, new[] { typeof(HtxSession), typeof(HtxSession[]) });
    }

    [Theory, MemberData(nameof(Names))]
    public void No_reserved_parameter_is_declared_by_hand(string name) =>
        Assert.Empty(CmdletTypes.Parameters(Find(name)).Select(parameter => parameter.Name).Intersect(s_reserved, StringComparer.OrdinalIgnoreCase));

    [Theory, MemberData(nameof(Names))]
    public void Secrets_come_only_as_secure_types(string name) => Assert.All(
        CmdletTypes.Parameters(Find(name)).Where(parameter => parameter.Name.Contains("Secret", StringComparison.Ordinal)
            || parameter.Name.Contains("Password", StringComparison.Ordinal) || parameter.Name.Contains("Credential", StringComparison.Ordinal)),
        parameter => Assert.Contains(parameter.PropertyType, new[] { typeof(SecureString), typeof(PSCredential) }));

    [Theory, MemberData(nameof(Names))]
    public void Lists_are_arrays(string name) => Assert.All(
        CmdletTypes.Parameters(Find(name)).Where(parameter => parameter.PropertyType != typeof(string) && typeof(IEnumerable).IsAssignableFrom(parameter.PropertyType)),
        parameter => Assert.True(parameter.PropertyType.IsArray, $"{parameter.Name} is a {parameter.PropertyType}: the binder takes a single value only for arrays"));

    [Theory, MemberData(nameof(Names))]
    public void Contracts_and_ids_are_completed(string name) => Assert.All(
        CmdletTypes.Parameters(Find(name)).Where(parameter => parameter.Name is "ContractCode" or "OrderId" or "ClientOrderId"),
        parameter => Assert.Contains(parameter.GetCustomAttributesData(), data => data.AttributeType == typeof(ArgumentCompleterAttribute)));

    [Theory, MemberData(nameof(Names))]
    public void No_span_of_time_is_taken_from_a_bare_number(string name) => Assert.All(
        CmdletTypes.Parameters(Find(name)).Where(parameter => (Nullable.GetUnderlyingType(parameter.PropertyType) ?? parameter.PropertyType) == typeof(TimeSpan)),
        parameter =>
        {
            Assert.Contains(parameter.GetCustomAttributesData(), data => data.AttributeType == typeof(DurationAttribute));
            Assert.Contains(parameter.GetCustomAttributesData(), data => data.AttributeType == typeof(DurationValidationAttribute));
        });

    [Theory, MemberData(nameof(Names))]
    public void At_most_one_parameter_of_a_set_takes_the_pipeline(string name)
    {
        IEnumerable<object?> sets = CmdletTypes.Parameters(Find(name))
            .SelectMany(parameter => parameter.GetCustomAttributesData())
            .Where(data => data.AttributeType == typeof(ParameterAttribute))
            .Where(data => Named(data, nameof(ParameterAttribute.ValueFromPipeline)) is true)
            .Select(data => Named(data, nameof(ParameterAttribute.ParameterSetName)));
        Assert.Distinct(sets);
    }

    [Fact]
    public void Whole_run_failures_are_those_of_the_contract() => Assert.Equal(
        ["AuthenticationFailed", "Blocked", "ClockSkew", "NotConnected", "Unavailable", "UnexpectedResponse"],
        Enum.GetValues<HtxErrorKind>().Where(kind => new HtxException(kind, "").EndsRun).Select(kind => kind.ToString()).Order(StringComparer.Ordinal));

    private static bool IsAnswerOfATest(string name, CustomAttributeTypedArgument type) =>
        name.StartsWith("Test-", StringComparison.Ordinal) && type.Value is Type declared && declared == typeof(bool);

    private static Type Find(string name) => CmdletTypes.All.Single(type => CmdletTypes.Name(type) == name);

    private static object? Named(CustomAttributeData data, string member) =>
        data.NamedArguments.SingleOrDefault(argument => argument.MemberName == member).TypedValue.Value;

    private static bool Declares(Type type, string member) => CmdletTypes.Declaration(type, typeof(CmdletAttribute))
        .NamedArguments.Any(argument => argument.MemberName == member && argument.TypedValue.Value is true);

    private static IEnumerable<string> ApprovedVerbs() =>
        new[] { typeof(VerbsCommon), typeof(VerbsCommunications), typeof(VerbsData), typeof(VerbsDiagnostic), typeof(VerbsLifecycle), typeof(VerbsSecurity), typeof(VerbsOther) }
            .SelectMany(verbs => verbs.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(verb => (string)verb.GetRawConstantValue()!);
}
