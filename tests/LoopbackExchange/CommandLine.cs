using System.Globalization;
using HtxFutures.Sandbox;

namespace HtxFutures.LoopbackExchange;

/// <summary>What the program is asked to serve.</summary>
/// <param name="Orders">How many sample orders.</param>
/// <param name="Contracts">Over how many contracts they spread.</param>
/// <param name="Latency">The round trip in milliseconds.</param>
/// <param name="Port">The port; 0 for any that is free.</param>
/// <param name="Seed">The seed of everything random.</param>
/// <param name="Accounts">How many accounts, each with its own orders.</param>
/// <param name="Algos">How many sample algo orders.</param>
/// <param name="Finished">How many sample orders that have ended, with their executions.</param>
/// <param name="Limit">Requests of a kind that an account may send in three seconds.</param>
internal sealed record CommandLine(
    int Orders = 0, int Contracts = 5, int Latency = 0, int Port = 0, int Seed = 1, int Accounts = 1, int Algos = 0, int Finished = 0, int Limit = 72)
{
    public const string Usage = """
        LoopbackExchange [--orders N] [--algos N] [--finished N] [--contracts 1..50] [--latency MILLISECONDS] [--port N] [--seed N] [--accounts 1..9999] [--limit N] [--tls FILE] [--faults SPEC]
          the keys of account 1 are printed and end in 0001, those of account 2 end in 0002, and so on
          FILE is written: the certificate, in PEM, for whoever is to trust it; without it, plain http is spoken
          SPEC is KIND[=RATE][:VALUE][:SETTING=VALUE]...,... as in
          drop-after=0.1,502=0.05,delay=0.2:500ms,clock-step=0.01:-30s:for=5s,fail-items:2:code=1440:times=3
          settings: path, query (name=value), kind (trade or read), skip, times, from, until, for, span, amount, code
        """;

    /// <summary>Where to write the certificate; null for plain http.</summary>
    public string? Tls { get; init; }

    /// <summary>What goes wrong.</summary>
    public IReadOnlyList<FaultRule> Faults { get; init; } = [];

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="FormatException">They are not understood; the message says which and why.</exception>
    public static CommandLine Parse(string[] arguments)
    {
        CommandLine line = new();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            line = line.With(arguments[i], arguments.ElementAtOrDefault(i + 1)
                ?? throw new FormatException($"{arguments[i]} needs a value."));
        }

        return line;
    }

    private CommandLine With(string option, string value) => option switch
    {
        "--orders" => this with { Orders = Number(option, value) },
        "--algos" => this with { Algos = Number(option, value) },
        "--finished" => this with { Finished = Number(option, value) },
        "--contracts" => this with { Contracts = Number(option, value, 1, 50) },
        "--latency" => this with { Latency = Number(option, value) },
        "--port" => this with { Port = Number(option, value, 0, 65535) },
        "--seed" => this with { Seed = Number(option, value) },
        "--accounts" => this with { Accounts = Number(option, value, 1, 9999) },
        "--limit" => this with { Limit = Number(option, value, 1) },
        "--tls" => this with { Tls = value },
        "--faults" => this with { Faults = FaultSpec.Parse(value) },
        _ => throw new FormatException($"There is no option {option}."),
    };

    private static int Number(string option, string text, int least = 0, int most = int.MaxValue) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most
            ? value
            : throw new FormatException($"{option} takes a whole number from {least} to {most}, not \"{text}\".");
}
