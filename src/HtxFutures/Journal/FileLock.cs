using System.Diagnostics;

namespace HtxFutures.Journal;

/// <summary>
/// A lock between processes, and within one: a file of its own that one alone can have open. It is given back when its
/// process ends, however that ends. Nothing ever deletes the file: who waits for it would wait for another one than who
/// comes later.
/// </summary>
internal static class FileLock
{
    // A scanner holds a fresh file for some tens of milliseconds, another writer for less.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>Takes a lock; disposing gives it back.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">Others hold it for too long, or the file system locks nothing.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be opened.</exception>
    public static IDisposable Take(string path)
    {
        long began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return Proven(PrivateFile.Open(path, FileShare.None), path);
            }
            catch (Exception refusal) when (refusal is IOException and not (DirectoryNotFoundException or PathTooLongException or UnlockedException) or UnauthorizedAccessException
                && Stopwatch.GetElapsedTime(began) < s_patience)
            {
                Thread.Sleep(5);
            }
        }
    }

    // On some file systems every lock is granted to everybody. While one is held, another must be refused.
    private static FileStream Proven(FileStream held, string path)
    {
        try
        {
            PrivateFile.Open(path, FileShare.None).Dispose();
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return held;
        }

        held.Dispose();
        throw new UnlockedException($"The file system of {path} does not keep two programs from one file, so rows could be written over each other.");
    }

    private sealed class UnlockedException(string message) : IOException(message);
}
