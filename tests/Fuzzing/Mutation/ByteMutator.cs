namespace HtxFutures.Fuzzing.Mutation;

/// <summary>Spoils bytes without knowing what they mean: what a broken wire, a proxy or a bad encoder does.</summary>
internal static class ByteMutator
{
    private static readonly byte[][] s_pieces =
    [
        [0], [0xFF], [0xC3], [0xE2, 0x80], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xEF, 0xBB, 0xBF], [0xFE, 0xFF], [0x1B], [0x80],
        "\""u8.ToArray(), "{"u8.ToArray(), "}"u8.ToArray(), "["u8.ToArray(), "]"u8.ToArray(), ","u8.ToArray(), ":"u8.ToArray(), "\\"u8.ToArray(), "/*"u8.ToArray(), "\n"u8.ToArray(),
        "{\"code\":200}"u8.ToArray(), ",\"code\":200"u8.ToArray(), "<html>"u8.ToArray(),
    ];

    public static byte[] Mutate(Random random, byte[] bytes)
    {
        for (int mutations = random.Next(1, 4); mutations > 0; mutations--)
        {
            bytes = MutateOnce(random, bytes);
        }

        return bytes;
    }

    private static byte[] MutateOnce(Random random, byte[] bytes)
    {
        int at = random.Next(bytes.Length + 1);
        int end = Math.Min(bytes.Length, at + random.Next(1, 40));
        byte[] piece = s_pieces[random.Next(s_pieces.Length)];
        switch (random.Next(8))
        {
            case 0: return bytes[..at];
            case 1: return [.. bytes[..at], .. bytes[end..]];
            case 2: return [.. bytes[..at], .. bytes[at..end], .. bytes[at..]];
            case 3: return [.. bytes, .. piece];
            case 4: return [.. piece, .. bytes];
            case 5 when at < bytes.Length:
                byte[] flipped = [.. bytes];
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            default: return [.. bytes[..at], .. piece, .. bytes[at..]];
        }
    }
}
