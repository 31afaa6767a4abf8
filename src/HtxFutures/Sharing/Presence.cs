using System.Collections.Concurrent;
using System.Diagnostics;
using HtxFutures.Files;

namespace HtxFutures.Sharing;

/// <summary>
/// Shows other programs of this user whether this one lives: a file that it has open for itself alone as long as it lives,
/// however it ends. A number of a process tells less: it is given anew, and is another one within a container.
/// </summary>
/// <param name="folder">Where the files are.</param>
internal sealed class Presence(LedgerFolder folder)
{
    /// <summary>How the names of its files end.</summary>
    public const string Ending = ".lives";

    // For so long, who lives is not looked for again.
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly ConcurrentDictionary<string, long> _seenAlive = new();
    private FileStream? _held;

    /// <summary>What this program is known by.</summary>
    public string Name { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Shows that this program lives, from now on until it ends.</summary>
    /// <exception cref="IOException">The file cannot be made, or the file system locks nothing.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be made.</exception>
    public void Show()
    {
        lock (_gate)
        {
            if (_held is null)
            {
                string path = folder.FileOf(Name + Ending);
                FileStream held = FileLock.Open(path, TimeSpan.Zero);
                FileLock.Prove(held, path);
                _held = held;
            }
        }
    }

    /// <summary>Whether another program is gone for good.</summary>
    /// <param name="name">What it is known by.</param>
    public bool IsGone(string name)
    {
        if (name == Name || (_seenAlive.TryGetValue(name, out long seen) && Stopwatch.GetElapsedTime(seen) < s_fresh))
        {
            return false;
        }

        string path = folder.FileOf(name + Ending);
        if (File.Exists(path) && FileLock.IsHeld(path))
        {
            _seenAlive[name] = Stopwatch.GetTimestamp();
            return false;
        }

        File.Delete(path);
        return true;
    }
}
