using System.Management.Automation;
using System.Reflection;
using HtxFutures.Commands;

namespace HtxFutures.Tests.Manifest;

/// <summary>The cmdlet classes of the module, for rules that hold for all of them.</summary>
internal static class CmdletTypes
{
    public static IReadOnlyList<Type> All { get; } =
        [.. typeof(StopHtxOrderCommand).Assembly.GetTypes().Where(type => type.GetCustomAttribute<CmdletAttribute>() is not null)];

    /// <summary>Read from the declaration: the attribute classes of the reference library keep nothing.</summary>
    public static CustomAttributeData Declaration(Type type, Type attribute) =>
        type.GetCustomAttributesData().Single(data => data.AttributeType == attribute);

    public static string Name(Type type)
    {
        IList<CustomAttributeTypedArgument> arguments = Declaration(type, typeof(CmdletAttribute)).ConstructorArguments;
        return $"{arguments[0].Value}-{arguments[1].Value}";
    }

    public static IEnumerable<PropertyInfo> Parameters(Type type) =>
        type.GetProperties().Where(property => property.GetCustomAttributesData().Any(data => data.AttributeType == typeof(ParameterAttribute)));
}
