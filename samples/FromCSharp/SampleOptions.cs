using System.Globalization;

namespace HtxFutures.FromCSharp;

/// <summary>What the command line asks for.</summary>
/// <param name="Orders">Open orders to begin with.</param>
/// <param name="Latency">The round trip to the exchange.</param>
/// <param name="WrongKey">Whether to come with a key that the exchange refuses, to see how a failure reads.</param>
internal sealed record SampleOptions(int Orders, TimeSpan Latency, bool WrongKey)
{
    public const string Usage = "Usage: dotnet run --project samples/FromCSharp [-- --orders N] [--latency MS] [--wrong-key]   (N from 0 to 100000, MS from 0 to 5000)";

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">It says something else; the message names it.</exception>
    public static SampleOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new SampleOptions(20, TimeSpan.FromMilliseconds(40), false);
        while (arguments is [var name, .. var rest])
        {
            if (name == "--wrong-key")
            {
                options = options with { WrongKey = true };
                arguments = rest;
                continue;
            }

            string value = rest is [var next, ..] ? next : throw new FormatException($"{name} needs a number.");
            options = name switch
            {
                "--orders" => options with { Orders = Number(name, value, 100_000) },
                "--latency" => options with { Latency = TimeSpan.FromMilliseconds(Number(name, value, 5_000)) },
                _ => throw new FormatException($"{name} is not an option."),
            };
            arguments = rest[1..];
        }

        return options;
    }

    private static int Number(string name, string value, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= most
            ? number
            : throw new FormatException($"{name} {value} is not a whole number from 0 to {most}.");
}
