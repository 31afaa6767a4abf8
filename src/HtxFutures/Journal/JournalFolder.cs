using System.Management.Automation;

namespace HtxFutures.Journal;

/// <summary>The folder of a journal, as the user names it.</summary>
internal static class JournalFolder
{
    /// <summary>The whole path; the folder need not be there yet.</summary>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: it is no folder of a file system.</exception>
    public static string Resolve(SessionState state, string path)
    {
        string full;
        try
        {
            full = state.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            if (provider.Name != "FileSystem")
            {
                throw Refused($"'{path}' is in the provider {provider.Name}");
            }

            full = Path.GetFullPath(full);
        }
        catch (Exception failure) when (failure is RuntimeException or ArgumentException)
        {
            throw Refused($"'{path}' is no path: {failure.Message.TrimEnd('.')}", failure);
        }

        return File.Exists(full) ? throw Refused($"'{full}' is a file") : full;
    }

    private static HtxException Refused(string why, Exception? cause = null) => new(HtxErrorKind.InvalidParameter, $"{why}. The journal needs a folder of a file system.", cause)
    {
        Advice = "Name a folder, for instance -JournalPath ~/htx-journal; it is made where there is none.",
    };
}
