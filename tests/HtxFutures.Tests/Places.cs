using System.Reflection;

namespace HtxFutures.Tests;

/// <summary>Where the build put things.</summary>
internal static class Places
{
    public static string RepositoryRoot { get; } = Find("RepositoryRoot");

    public static string ModuleDirectory { get; } = Find("ModuleDirectory");

    public static string LoopbackExchange { get; } = Find("LoopbackExchange");

    private static string Find(string name) => typeof(Places).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == name)
        .Value!;
}
