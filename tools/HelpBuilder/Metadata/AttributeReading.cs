using System.Reflection;

namespace HtxFutures.HelpBuilder.Metadata;

/// <summary>Reads attributes from the declaration: the attribute classes of the reference library keep nothing.</summary>
internal static class AttributeReading
{
    public static IEnumerable<CustomAttributeData> All(this MemberInfo member, Type attribute) =>
        member.GetCustomAttributesData().Where(data => data.AttributeType == attribute);

    public static CustomAttributeData? Find(this MemberInfo member, Type attribute) => member.All(attribute).FirstOrDefault();

    /// <summary>The value of a named argument; the type's default where it is not given.</summary>
    public static T? Named<T>(this CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value is T value ? value : default;

    /// <summary>The values of the last argument, a params array.</summary>
    public static IEnumerable<T> Params<T>(this CustomAttributeData attribute) =>
        ((IEnumerable<CustomAttributeTypedArgument>)attribute.ConstructorArguments[^1].Value!).Select(argument => (T)argument.Value!);
}
