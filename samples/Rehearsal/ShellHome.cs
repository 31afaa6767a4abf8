namespace HtxFutures.Rehearsal;

/// <summary>Where the PowerShell of the scene keeps what it keeps: nowhere that stays, and not in a home that may be read-only.</summary>
internal sealed class ShellHome : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("htxfutures-rehearsal-");

    public ShellHome()
    {
        foreach (string variable in (string[])["XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"])
        {
            Environment.SetEnvironmentVariable(variable, _folder.FullName);
        }
    }

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // The engine writes there in its own time; it is only a temporary folder.
        }
    }
}
