using System.Text;

namespace HtxFutures.Fuzzing;

/// <summary>An input that breaks a property, and the search for the least of it that still does.</summary>
internal sealed class FailingInput(FuzzTarget target, int seed, byte[] input, Exception failure)
{
    private const int MostTries = 20_000;
    private const int LongestShown = 2500;

    private readonly string _kind = KindOf(failure);
    private int _tries;

    public BrokenPropertyException ToException()
    {
        byte[] least = Shrink(input);
        return new BrokenPropertyException(_kind, $"""

            target {target.Name}, seed {seed}: {Escape(failure is BrokenPropertyException ? failure.Message : failure.ToString())}
            input ({input.Length} bytes): {Show(input)}
            shrunk ({least.Length} bytes): {Show(least)}
            shrunk, in hex: {Convert.ToHexString(least.AsSpan(0, Math.Min(least.Length, LongestShown)))}
            """);
    }

    /// <summary>Takes pieces out, great ones first, as long as the same property breaks; then makes bytes plain.</summary>
    private byte[] Shrink(byte[] from)
    {
        byte[] least = from;
        for (int piece = Math.Max(1, least.Length / 2); piece >= 1; piece = piece == 1 ? 0 : (piece + 1) / 2)
        {
            for (int at = 0; at < least.Length;)
            {
                byte[] shorter = [.. least.AsSpan(0, at), .. least.AsSpan(Math.Min(least.Length, at + piece))];
                if (Breaks(shorter))
                {
                    least = shorter;
                }
                else
                {
                    at += piece;
                }
            }
        }

        for (int at = 0; at < least.Length; at++)
        {
            byte[] plainer = [.. least];
            plainer[at] = (byte)'0';
            least = least[at] > (byte)'0' && Breaks(plainer) ? plainer : least;
        }

        return least;
    }

    private bool Breaks(byte[] candidate)
    {
        if (++_tries > MostTries)
        {
            return false;
        }

        try
        {
            target.Check(candidate);
            return false;
        }
        catch (Exception other)
        {
            return KindOf(other) == _kind;
        }
    }

    /// <summary>The property that broke, or what was thrown and by which method.</summary>
    private static string KindOf(Exception failure) => failure is BrokenPropertyException broken
        ? broken.Property
        : $"{failure.GetType().Name} from {failure.TargetSite?.DeclaringType?.Name}.{failure.TargetSite?.Name}";

    private static string Show(byte[] bytes) =>
        Escape(Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, LongestShown)))) + (bytes.Length > LongestShown ? "..." : "");

    /// <summary>Never raw: what is hostile to a reader is hostile to a terminal too.</summary>
    private static string Escape(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            shown.Append(c is (>= ' ' and <= '~' and not '\\') or '\n' ? c : $"\\x{(int)c:X2}");
        }

        return shown.ToString();
    }
}
