using System.Reflection;
using System.Runtime.Loader;
using HtxFutures.Calls.Sharing;

namespace HtxFutures.Sharing.Redis;

/// <summary>
/// Where the Redis client lives, so that another module's copy of it, or of what it is built on, may be of another version.
/// One for the process, and for good: nothing of it is loaded before a Redis is named.
/// </summary>
/// <param name="folder">Where its assemblies lie.</param>
internal sealed class RedisLoadContext(string folder) : AssemblyLoadContext("HtxFutures.Redis")
{
    // By name, the assemblies of the runtime and of PowerShell.
    private static readonly Lazy<Dictionary<string, string>> s_platform = new(() => ((AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string) ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .GroupBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(same => same.Key, same => same.First(), StringComparer.OrdinalIgnoreCase));

    /// <summary>Loads one of the folder's assemblies.</summary>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    /// <exception cref="BadImageFormatException">It is no assembly.</exception>
    public Assembly LoadOwn(string name) => LoadFromAssemblyPath(PathOf(name));

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // What both sides speak through is the module's own; a second copy would have other types of the same names.
        Assembly shared = typeof(IRedisDoor).Assembly;
        if (assemblyName.Name == shared.GetName().Name)
        {
            return shared;
        }

        // Without an answer the runtime's own is taken: two of one name in one process are two kinds of the same thing.
        if (assemblyName.Name is not { } name || IsInPlatform(name, assemblyName.Version))
        {
            return null;
        }

        try
        {
            return LoadOwn(name);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static bool IsInPlatform(string name, Version? wanted) =>
        s_platform.Value.TryGetValue(name, out string? path) && AssemblyName.GetAssemblyName(path).Version >= wanted;

    private string PathOf(string name) => Path.Combine(folder, $"{name}.dll");
}
