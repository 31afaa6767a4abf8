using System.Globalization;
using System.Text;

namespace HtxFutures.Sandbox.Market;

/// <summary>
/// Contract codes: BTC-USDT is perpetual, BTC-USDT-261225 ends on that day (facts 2.1). Upper case only (facts 7); some
/// have letters of scripts that know no case.
/// </summary>
internal static class ContractCodes
{
    private const string DateFormat = "yyMMdd";

    public static bool IsWellFormed(string code)
    {
        string[] parts = code.Split('-');
        return parts.Length is 2 or 3
            && parts[0].Length > 0
            && parts[0].EnumerateRunes().All(IsLetter)
            && parts[1] == "USDT"
            && (parts.Length == 2 || DeliveryDate(code) is not null);
    }

    private static bool IsLetter(Rune rune) => rune.IsAscii
        ? char.IsAsciiLetterUpper((char)rune.Value) || char.IsAsciiDigit((char)rune.Value)
        : Rune.IsLetter(rune) && !Rune.IsLower(rune);

    /// <summary>The contract_type beside a code: swap, this_week, next_week, quarter or next_quarter (facts 2.7).</summary>
    public static string TypeOf(string code, DateTimeOffset now)
    {
        if (DeliveryDate(code) is not { } delivery)
        {
            return "swap";
        }

        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        return (delivery.DayNumber - today.DayNumber) switch
        {
            < 7 => "this_week",
            < 14 => "next_week",
            _ => delivery <= QuarterFriday(today) ? "quarter" : "next_quarter",
        };
    }

    /// <summary>The code of the quarterly contract of an asset.</summary>
    public static string Quarterly(string asset, DateTimeOffset now)
    {
        DateOnly delivery = QuarterFriday(DateOnly.FromDateTime(now.UtcDateTime));
        return $"{asset}-USDT-{delivery.ToString(DateFormat, CultureInfo.InvariantCulture)}";
    }

    /// <summary>The last Friday of the first quarter that ends two weeks from now or later; nearer ones are weekly contracts.</summary>
    private static DateOnly QuarterFriday(DateOnly today)
    {
        DateOnly earliest = today.AddDays(14);
        int quarterMonth = (((earliest.Month + 2) / 3) * 3) - 1;
        DateOnly friday = LastFriday(new DateOnly(earliest.Year, 1, 1).AddMonths(quarterMonth));
        return friday >= earliest ? friday : LastFriday(new DateOnly(earliest.Year, 1, 1).AddMonths(quarterMonth + 3));
    }

    private static DateOnly LastFriday(DateOnly firstOfMonth)
    {
        DateOnly last = firstOfMonth.AddMonths(1).AddDays(-1);
        return last.AddDays(-(((int)last.DayOfWeek - (int)DayOfWeek.Friday + 7) % 7));
    }

    private static DateOnly? DeliveryDate(string code)
    {
        string[] parts = code.Split('-');
        bool isDate = DateOnly.TryParseExact(
            parts[^1], DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date);
        return parts.Length == 3 && isDate ? date : null;
    }
}
