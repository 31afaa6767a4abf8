using System.Buffers;
using HtxFutures.Files;

namespace HtxFutures.Journal;

/// <summary>
/// Adds lines to a file that other writers add to as well: whole lines, one after the other, whoever stops in the middle.
/// FileMode.Append would not do: it looks for the end when it opens, and writes there.
/// </summary>
internal static class JournalAppend
{
    /// <summary>Adds rows.</summary>
    /// <param name="path">The file; beside it lies its lock.</param>
    /// <param name="rows">The rows; none makes the file, where there is none.</param>
    /// <exception cref="IOException">It could not be written; nothing of the rows is in the file then.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static void Write(string path, IReadOnlyList<HtxJournalEntry> rows)
    {
        using IDisposable alone = FileLock.Take($"{path}.lock");

        // Readers hold up nobody.
        using FileStream file = PrivateFile.Open(path, FileShare.ReadWrite | FileShare.Delete);
        long end = file.Length;
        var lines = new ArrayBufferWriter<byte>(512);
        if (EndsWithinALine(file, end))
        {
            // Whoever wrote it was killed in the middle. What follows is not to be read as a part of it.
            lines.Write("\n"u8);
        }

        foreach (HtxJournalEntry row in rows)
        {
            JournalLine.Write(row, lines);
        }

        try
        {
            file.Seek(end, SeekOrigin.Begin);
            file.Write(lines.WrittenSpan);
        }
        catch (IOException)
        {
            // The disk is full: no half a line.
            file.SetLength(end);
            throw;
        }
    }

    private static bool EndsWithinALine(FileStream file, long end)
    {
        if (end == 0)
        {
            return false;
        }

        file.Seek(end - 1, SeekOrigin.Begin);
        return file.ReadByte() != '\n';
    }
}
