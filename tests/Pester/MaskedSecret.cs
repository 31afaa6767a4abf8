using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Security;

/// <summary>
/// A secret that this process holds only masked, so that every plain copy of it in the process's memory is somebody
/// else's. It can be handed over as a secure string, and looked for. Linux alone.
/// </summary>
public sealed class MaskedSecret
{
    private const byte Mask = 0xA5;
    private readonly byte[] _masked;

    /// <param name="hex">The secret's bytes, ASCII, each under the mask.</param>
    public MaskedSecret(string hex)
    {
        _masked = Convert.FromHexString(hex);
    }

    /// <summary>The masked form of a secret, for whoever may hold it plain.</summary>
    public static string Hide(string secret)
    {
        return Convert.ToHexString(Array.ConvertAll(secret.ToCharArray(), c => (byte)(c ^ Mask)));
    }

    /// <summary>The secret, character by character.</summary>
    public SecureString Reveal()
    {
        var secret = new SecureString();
        foreach (byte masked in _masked)
        {
            secret.AppendChar((char)(masked ^ Mask));
        }

        return secret;
    }

    /// <summary>Counts the copies in all memory that this process may write to: as UTF-8, and as UTF-16.</summary>
    public string Count()
    {
        int utf8 = 0;
        int utf16 = 0;
        foreach (int step in Search())
        {
            utf8 += step == 1 ? 1 : 0;
            utf16 += step == 2 ? 1 : 0;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{utf8} as UTF-8, {utf16} as UTF-16");
    }

    private List<int> Search()
    {
        var found = new List<int>();
        byte[] buffer = GC.AllocateArray<byte>(1 << 20, pinned: true);
        ulong own = (ulong)Marshal.UnsafeAddrOfPinnedArrayElement(buffer, 0).ToInt64();
        using (var memory = new FileStream("/proc/self/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0))
        {
            foreach ((ulong start, ulong end) in WritableRanges())
            {
                int overlap = 2 * _masked.Length;
                for (ulong at = start; at < end; at += (ulong)(buffer.Length - overlap))
                {
                    int count = Read(memory, at, buffer, (int)Math.Min((ulong)buffer.Length, end - at));
                    bool isLast = count == 0 || at + (ulong)count >= end;
                    int limit = count - (isLast ? 0 : overlap);
                    for (int i = Next(buffer, 0, limit); i < limit; i = Next(buffer, i + 1, limit))
                    {
                        bool isOwn = at + (ulong)i >= own && at + (ulong)i < own + (ulong)buffer.Length;
                        int step = isOwn ? 0 : Matches(buffer, i, count, 1) ? 1 : Matches(buffer, i, count, 2) ? 2 : 0;
                        if (step > 0)
                        {
                            found.Add(step);
                        }
                    }

                    Array.Clear(buffer); // what was just read may lie before what is read next
                    if (isLast)
                    {
                        break;
                    }
                }
            }
        }

        return found;
    }

    private static IEnumerable<(ulong Start, ulong End)> WritableRanges()
    {
        foreach (string line in File.ReadAllLines("/proc/self/maps"))
        {
            string[] parts = line.Split(' ', 3);
            if (parts[1].StartsWith("rw", StringComparison.Ordinal))
            {
                string[] range = parts[0].Split('-');
                yield return (ulong.Parse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), ulong.Parse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            }
        }
    }

    private static int Read(FileStream memory, ulong at, byte[] buffer, int count)
    {
        try
        {
            memory.Position = (long)at;
            return memory.Read(buffer, 0, count);
        }
        catch (IOException)
        {
            return 0; // unmapped meanwhile, or a device
        }
    }

    /// <summary>The next place, from one on, that has the first character; the limit where there is none.</summary>
    private int Next(byte[] buffer, int from, int limit)
    {
        int distance = from < limit ? buffer.AsSpan(from, limit - from).IndexOf((byte)(_masked[0] ^ Mask)) : -1;
        return distance < 0 ? limit : from + distance;
    }

    private bool Matches(byte[] buffer, int at, int count, int step)
    {
        if (at + (_masked.Length * step) > count)
        {
            return false;
        }

        for (int i = 0; i < _masked.Length; i++)
        {
            int from = at + (i * step);
            if ((byte)(buffer[from] ^ Mask) != _masked[i] || (step == 2 && buffer[from + 1] != 0))
            {
                return false;
            }
        }

        return true;
    }
}
