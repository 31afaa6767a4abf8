using System.Security;
using HtxFutures.Calls.Sharing;
using HtxFutures.Files;

namespace HtxFutures.Sharing;

/// <summary>The folder of this user's ledgers on this machine. Nobody else can read it.</summary>
/// <param name="path">The folder; null for the user's data folder.</param>
internal sealed class LedgerFolder(string? path = null)
{
    // A week: what nobody has changed for so long counts for nothing at the exchange.
    private static readonly TimeSpan s_old = TimeSpan.FromDays(7);

    // Who has just made its file may not have it open for itself alone yet.
    private static readonly TimeSpan s_young = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private string? _whole = path;
    private bool _isThere;

    /// <summary>The file of that name. Makes the folder where there is none.</summary>
    /// <exception cref="LedgerMediumException">The user has no data folder.</exception>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public string FileOf(string name)
    {
        lock (_gate)
        {
            _whole ??= OfUser();
            if (!_isThere)
            {
                PrivateFile.CreateFolder(_whole);
                _isThere = true;
                ThreadPool.UnsafeQueueUserWorkItem(static folder => Sweep(folder), _whole, preferLocal: false);
            }

            return Path.Join(_whole, name);
        }
    }

    /// <summary>The folder may be gone: it is made anew before it is used next.</summary>
    public void Doubt()
    {
        lock (_gate)
        {
            _isThere = false;
        }
    }

    /// <summary>Where the ledgers are, for people.</summary>
    public override string ToString()
    {
        lock (_gate)
        {
            return _whole ?? "the user's data folder";
        }
    }

    private static string OfUser()
    {
        string data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return data.Length > 0
            ? Path.Join(data, "HtxFutures", "ledgers")
            : throw new LedgerMediumException("this user has no data folder on this machine");
    }

    /// <summary>Deletes what programs have left that are gone. What cannot be deleted stays.</summary>
    /// <param name="folder">The folder.</param>
    private static void Sweep(string folder)
    {
        try
        {
            foreach (string file in Directory.EnumerateFiles(folder))
            {
                TimeSpan age = DateTime.UtcNow - File.GetLastWriteTimeUtc(file);
                if (file.EndsWith(Presence.Ending, StringComparison.Ordinal))
                {
                    if (age > s_young && !FileLock.IsHeld(file))
                    {
                        File.Delete(file); // of one that was killed, or just ended
                    }
                }
                else if (age > s_old)
                {
                    LedgerFile.Retire(file);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SecurityException)
        {
            // The next program tries again.
        }
    }
}
