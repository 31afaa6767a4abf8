[assembly: AssemblyFixture(typeof(HtxFutures.Tests.Pester.ShellHome))]

namespace HtxFutures.Tests.Pester;

/// <summary>A home for the shells of a test run, so that they neither read nor write what is the user's.</summary>
public sealed class ShellHome : IDisposable
{
    /// <summary>Makes it, also for the engines in this process: without a home that they can write to they do not start.</summary>
    public ShellHome()
    {
        // Before it moves with them.
        HttpCache ??= System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "NuGet", OperatingSystem.IsWindows() ? "v3-cache" : "http-cache");
        foreach (string variable in (string[])["XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"])
        {
            Environment.SetEnvironmentVariable(variable, Path);
        }
    }

    /// <summary>Where restore keeps what it has read of packages that it did not take in the end: without a network it asks for it again.</summary>
    public static string? HttpCache { get; private set; } = Environment.GetEnvironmentVariable("NUGET_HTTP_CACHE_PATH");

    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("htxfutures-home-").FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception leftInUse) when (leftInUse is IOException or UnauthorizedAccessException)
        {
            // A shell may be about to end; it is only a temporary folder.
        }
    }
}
