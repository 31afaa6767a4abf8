using System.Reflection;

namespace HtxFutures.Rehearsal;

/// <summary>Where the build put things.</summary>
internal static class Places
{
    /// <summary>The manifest of the staged module.</summary>
    public static string Module { get; } = Find("Module");

    /// <summary>The PowerShell that restore has put into the package cache: the library that dotnet runs.</summary>
    public static string PowerShell { get; } = Find("PowerShell");

    private static string Find(string name) => typeof(Places).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == name)
        .Value!;
}
