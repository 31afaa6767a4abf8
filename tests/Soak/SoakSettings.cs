using System.Globalization;

namespace HtxFutures.Soak;

/// <summary>How long to go on, and with which dice.</summary>
/// <param name="Duration">The time under load, after the warm-up.</param>
/// <param name="Seed">The seed of what is done and of what goes wrong. Real sockets keep their own time, so two runs of a seed are alike, not the same.</param>
public sealed record SoakSettings(TimeSpan Duration, int Seed)
{
    /// <summary>What the program takes.</summary>
    public const string Usage = "Usage: dotnet run -c Release --project tests/Soak -- [--minutes M] [--seed S]";

    /// <summary>Under load before anything is measured: a fifth of the time, a minute at the most.</summary>
    public TimeSpan WarmUp => Duration / 5 < TimeSpan.FromMinutes(1) ? Duration / 5 : TimeSpan.FromMinutes(1);

    /// <summary>From one row of the table to the next: a minute, or less in a short run.</summary>
    public TimeSpan Row => Duration / 2 < TimeSpan.FromMinutes(1) ? Duration / 2 : TimeSpan.FromMinutes(1);

    /// <summary>Reads the arguments; null where they are not understood.</summary>
    /// <param name="arguments">The arguments.</param>
    public static SoakSettings? Parse(string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var settings = new SoakSettings(TimeSpan.FromMinutes(30), 1);
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string value = i + 1 < arguments.Length ? arguments[i + 1] : "";
            if (arguments[i] == "--minutes" && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double minutes) && minutes is > 0 and < 10_000)
            {
                settings = settings with { Duration = TimeSpan.FromMinutes(minutes) };
            }
            else if (arguments[i] == "--seed" && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int seed))
            {
                settings = settings with { Seed = seed };
            }
            else
            {
                return null;
            }
        }

        return settings;
    }
}
