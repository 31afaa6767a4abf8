using System.Diagnostics;

namespace HtxFutures.Files;

/// <summary>
/// A lock between processes, and within one: a file of its own that one alone can have open. It is given back when its
/// process ends, however that ends.
/// </summary>
internal static class FileLock
{
    // A scanner holds a fresh file for some tens of milliseconds, another program for less.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>Takes a lock whose file nobody ever deletes, or who waits for it would wait for another one than who comes later.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Gives it back when it is disposed of.</returns>
    /// <exception cref="IOException">Others hold it for too long, or the file system locks nothing.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be opened.</exception>
    public static IDisposable Take(string path)
    {
        FileStream held = Open(path, s_patience);
        Prove(held, path);
        return held;
    }

    /// <summary>Opens a file for one alone, and makes it where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="patience">How long to wait for others.</param>
    /// <exception cref="IOException">Others hold it for too long.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be opened.</exception>
    public static FileStream Open(string path, TimeSpan patience)
    {
        long began = Stopwatch.GetTimestamp();
        var spin = new SpinWait();
        while (true)
        {
            try
            {
                return PrivateFile.Open(path, FileShare.None);
            }
            catch (Exception refusal) when (MayPass(refusal) && Stopwatch.GetElapsedTime(began) < patience)
            {
                spin.SpinOnce(); // most hold it for less than a turn of the processor, and then for a millisecond each time
            }
        }
    }

    /// <summary>Looks whether a lock that is held keeps others out. On some file systems every lock is granted to everybody.</summary>
    /// <param name="held">The lock; closed where it keeps out nobody.</param>
    /// <param name="path">Its file.</param>
    /// <exception cref="IOException">It keeps out nobody.</exception>
    public static void Prove(FileStream held, string path)
    {
        if (!IsHeld(path))
        {
            held.Dispose();
            throw new IOException($"The file system of {path} does not keep two programs from one file, so they could write over each other.");
        }
    }

    // Where a file is being deleted, or a scanner has it, Windows says that it must not be opened.
    private static bool MayPass(Exception refusal) => refusal switch
    {
        DirectoryNotFoundException or PathTooLongException => false,
        IOException => true,
        _ => refusal is UnauthorizedAccessException && OperatingSystem.IsWindows(),
    };

    /// <summary>Whether somebody holds a lock.</summary>
    public static bool IsHeld(string path)
    {
        try
        {
            PrivateFile.Open(path, FileShare.None).Dispose();
            return false;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
