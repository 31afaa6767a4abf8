using System.Globalization;

namespace HtxFutures.LoopbackExchange;

/// <summary>What the program is asked to serve.</summary>
/// <param name="Orders">How many sample orders.</param>
/// <param name="Contracts">Over how many contracts they spread.</param>
/// <param name="Latency">The round trip in milliseconds.</param>
/// <param name="Port">The port; 0 for any that is free.</param>
internal sealed record CommandLine(int Orders = 0, int Contracts = 5, int Latency = 0, int Port = 0)
{
    public const string Usage = "LoopbackExchange [--orders N] [--contracts 1..12] [--latency MILLISECONDS] [--port N]";

    /// <summary>Reads the arguments; null when they are not understood.</summary>
    public static CommandLine? Parse(string[] arguments)
    {
        CommandLine line = new();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            bool isNumber = int.TryParse(
                arguments.ElementAtOrDefault(i + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int value);
            if (!isNumber || line.With(arguments[i], value) is not { } next)
            {
                return null;
            }

            line = next;
        }

        return line;
    }

    private CommandLine? With(string option, int value) => (option, value) switch
    {
        ("--orders", _) => this with { Orders = value },
        ("--contracts", >= 1 and <= 12) => this with { Contracts = value },
        ("--latency", _) => this with { Latency = value },
        ("--port", <= 65535) => this with { Port = value },
        _ => null,
    };
}
