using System.Reflection;

namespace HtxFutures.Tests;

/// <summary>Where the build put things.</summary>
internal static class Places
{
    public static string RepositoryRoot { get; } = Find("RepositoryRoot");

    public static string ModuleDirectory { get; } = Find("ModuleDirectory");

    public static string LoopbackExchange { get; } = Find("LoopbackExchange");

    /// <summary>The PowerShell that restore has put into the package cache: the library that dotnet runs.</summary>
    public static string PowerShell { get; } = Find("PowerShell");

    /// <summary>The PowerShell that is started: that one, or what the build has compiled of it.</summary>
    public static string Shell { get; } = Find("Shell");

    /// <summary>The Pester that restore has put into the package cache: its manifest.</summary>
    public static string Pester { get; } = Find("Pester");

    /// <summary>Debug or Release, as the tests were built.</summary>
    public static string Configuration { get; } = Find("Configuration");

    public static string PackageCache { get; } = Find("PackageCache");

    private static string Find(string name) => typeof(Places).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == name)
        .Value!;
}
