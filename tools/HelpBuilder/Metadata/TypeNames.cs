using System.Management.Automation;
using System.Security;

namespace HtxFutures.HelpBuilder.Metadata;

/// <summary>Types as Get-Command -Syntax writes them: by PowerShell's short names where there are such.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> s_short = new()
    {
        [typeof(bool)] = "bool",
        [typeof(decimal)] = "decimal",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(PSCredential)] = "pscredential",
        [typeof(SecureString)] = "securestring",
        [typeof(string)] = "string",
        [typeof(TimeSpan)] = "timespan",
        [typeof(Uri)] = "uri",
    };

    public static string Of(Type type) => (type.IsArray, Nullable.GetUnderlyingType(type)) switch
    {
        (true, _) => $"{Of(type.GetElementType()!)}[]",
        (_, { } bare) => Of(bare),
        _ => s_short.GetValueOrDefault(type) ?? type.Name,
    };
}
