using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace HtxFutures.HelpBuilder.Metadata;

/// <summary>Reads what the property of a parameter declares.</summary>
internal static class ParameterReader
{
    /// <param name="property">The property.</param>
    /// <param name="initial">What it holds in a new cmdlet.</param>
    public static CmdletParameter Read(PropertyInfo property, object? initial)
    {
        bool isSwitch = property.PropertyType == typeof(SwitchParameter);
        IReadOnlyList<ParameterUse> uses = ReadUses(property);
        return new CmdletParameter
        {
            Name = property.Name,
            TypeName = isSwitch ? null : TypeNames.Of(property.PropertyType),
            IsArray = property.PropertyType.IsArray,
            Aliases = [.. property.Find(typeof(AliasAttribute))?.Params<string>() ?? []],
            TakesWildcards = property.Find(typeof(SupportsWildcardsAttribute)) is not null,
            AcceptedValues = ReadAcceptedValues(property),
            Range = ReadRange(property),
            DefaultValue = isSwitch ? "False" : ReadDefault(property.PropertyType, initial, uses),
            Uses = uses,
        };
    }

    public static IReadOnlyList<ParameterUse> ReadUses(PropertyInfo property) => [.. property.All(typeof(ParameterAttribute)).Select(ReadUse)];

    private static ParameterUse ReadUse(CustomAttributeData parameter) => new(
        parameter.Named<string>(nameof(ParameterAttribute.ParameterSetName)),
        parameter.Named<bool>(nameof(ParameterAttribute.Mandatory)),
        parameter.Named<int?>(nameof(ParameterAttribute.Position)),
        parameter.Named<bool>(nameof(ParameterAttribute.ValueFromPipeline)),
        parameter.Named<bool>(nameof(ParameterAttribute.ValueFromPipelineByPropertyName)));

    private static string[] ReadAcceptedValues(PropertyInfo property)
    {
        if (property.Find(typeof(ValidateSetAttribute)) is { } set)
        {
            return [.. set.Params<string>()];
        }

        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type.IsEnum ? Enum.GetNames(type) : [];
    }

    private static (string Least, string Most)? ReadRange(PropertyInfo property) => property.Find(typeof(ValidateRangeAttribute)) is { ConstructorArguments: [var least, var most] }
        ? (Text(least.Value), Text(most.Value))
        : null;

    // A mandatory parameter has no default, and a type's own default (no time, the first of an enumeration) only says
    // that there is none.
    private static string ReadDefault(Type type, object? initial, IReadOnlyList<ParameterUse> uses) =>
        initial is null || uses.All(use => use.IsMandatory) || (type.IsValueType && initial.Equals(Activator.CreateInstance(type))) ? "None" : Text(initial);

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
