using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HtxFutures.Calls.Sharing;
using HtxFutures.Files;

namespace HtxFutures.Sharing;

/// <summary>
/// A ledger's text in a file, while one program alone has it open. There are two places in the file, and a text is written
/// where the older one lies: who is killed while it writes leaves the newer one, and a text that is whole shows by its hash.
/// A full disk refuses nothing once both are there.
/// </summary>
internal static class LedgerFile
{
    private const string Magic = "htx-slot/1";
    private const string Retired = "htx-retired";

    // A text has some hundreds of bytes, tens of sharers have thousands.
    private const int SlotLength = 64 * 1024;

    private static readonly string s_boot = BootId();

    /// <summary>Microseconds on the clock that all programs of this machine share. It does not leap, and begins anew with the machine.</summary>
    public static long Now => (long)Stopwatch.GetElapsedTime(0, Stopwatch.GetTimestamp()).TotalMicroseconds;

    /// <summary>Changes the text.</summary>
    /// <param name="file">The file, open for this program alone.</param>
    /// <param name="change">Makes the new text.</param>
    /// <returns>False where the file was given up: it must be opened anew.</returns>
    /// <exception cref="IOException">It cannot be read or written; then it holds what it held.</exception>
    /// <exception cref="LedgerMediumException">It is of a newer version, or the text is too long.</exception>
    public static bool Change(FileStream file, Func<LedgerPage, string> change)
    {
        // Beside others there is a change for nearly every request, and most of a slot is empty.
        byte[] slots = ArrayPool<byte>.Shared.Rent(2 * SlotLength);
        try
        {
            return Change(file, change, slots.AsSpan(0, SlotLength), slots.AsSpan(SlotLength, SlotLength));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(slots);
        }
    }

    /// <summary>Deletes a file that nobody uses. Who waits for it finds that it was given up.</summary>
    /// <exception cref="IOException">Somebody uses it, or it cannot be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be deleted.</exception>
    public static void Retire(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            File.Delete(path); // refused while somebody has it open
            return;
        }

        using FileStream file = FileLock.Open(path, TimeSpan.Zero);
        Write(file, 0, Encoding.ASCII.GetBytes(Retired));
        File.Delete(path);
    }

    private static bool Change(FileStream file, Func<LedgerPage, string> change, Span<byte> first, Span<byte> second)
    {
        first = first[..Read(file, 0, first)];
        if (first.StartsWith(Encoding.ASCII.GetBytes(Retired)))
        {
            return false;
        }

        Slot? older = Slot.Parse(first);
        Slot? newer = Slot.Parse(second[..Read(file, SlotLength, second)]);
        if (newer is null || older?.Number > newer.Number)
        {
            (older, newer) = (newer, older);
        }

        long now = Now;
        string? text = newer is null ? first.Length == 0 ? null : "" : newer.Boot == s_boot && newer.Written <= now ? newer.Text : null;
        string changed = change(new LedgerPage(text, now, now));
        long number = (newer?.Number ?? -1) + 1;
        Write(file, (number % 2) * SlotLength, new Slot(number, s_boot, now, changed).ToBytes());
        return true;
    }

    // Most texts are read by one call. Gives how much there was.
    private static int Read(FileStream file, long offset, Span<byte> bytes)
    {
        const int most = 4096;
        int length = RandomAccess.Read(file.SafeFileHandle, bytes[..most], offset);
        return length < most ? length : length + RandomAccess.Read(file.SafeFileHandle, bytes[most..], offset + most);
    }

    // One call: a program that is killed has made it or not, and what was made by half shows by its hash.
    private static void Write(FileStream file, long offset, byte[] bytes)
    {
        if (bytes.Length > SlotLength)
        {
            throw new LedgerMediumException("too many programs share it");
        }

        RandomAccess.Write(file.SafeFileHandle, bytes, offset);
    }

    // The clock begins anew with the machine, and what was sent before that is over: starting takes longer than a window.
    private static string BootId()
    {
        const string linux = "/proc/sys/kernel/random/boot_id";
        try
        {
            return OperatingSystem.IsLinux() ? File.ReadAllText(linux).Trim() : "-";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "-";
        }
    }

    /// <summary>One of the two texts.</summary>
    /// <param name="Number">Counts the changes.</param>
    /// <param name="Boot">Names the run of the machine.</param>
    /// <param name="Written">When it was written, on the machine's clock.</param>
    /// <param name="Text">The text.</param>
    private sealed record Slot(long Number, string Boot, long Written, string Text)
    {
        public static Slot? Parse(ReadOnlySpan<byte> bytes)
        {
            int end = bytes.IndexOf((byte)'\n');
            if (end < 0 || !bytes.StartsWith("htx-slot/"u8))
            {
                return null;
            }

            string[] head = Encoding.ASCII.GetString(bytes[..end]).Split(' ');
            if (head[0] != Magic)
            {
                throw new LedgerMediumException($"another version of this module has written its file ({head[0]}; this one knows {Magic})")
                {
                    Advice = "Use the same version in all programs that share the account.",
                };
            }

            return head is [_, var number, var boot, var written, var length, var hash]
                && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long count)
                && long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out long at)
                && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out int size)
                && size <= bytes.Length - end - 1
                && Encoding.ASCII.GetString(bytes.Slice(end + 1, size)) is var text
                && hash == Hash(number, boot, written, text)
                ? new Slot(count, boot, at, text)
                : null;
        }

        public byte[] ToBytes()
        {
            string number = Number.ToString(CultureInfo.InvariantCulture);
            string written = Written.ToString(CultureInfo.InvariantCulture);
            return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Magic} {number} {Boot} {written} {Text.Length} {Hash(number, Boot, written, Text)}\n{Text}"));
        }

        private static string Hash(string number, string boot, string written, string text) =>
            Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes($"{number} {boot} {written} {text}")).AsSpan(0, 8));
    }
}
