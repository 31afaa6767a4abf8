using System.Globalization;

namespace HtxFutures.Fuzzing.Mutation;

/// <summary>Headers about the request budget (facts 5), good and bad.</summary>
internal static class HostileHeaders
{
    private const long Now = 1789716092325;

    private static readonly string[] s_names = ["ratelimit-limit", "ratelimit-interval", "ratelimit-remaining", "ratelimit-reset", "Retry-After", "Date", "recovery-time"];

    private static readonly string[] s_numbers =
    [
        "0", "1", "-1", "72", "3000", "71", "2147483647", "2147483648", "4294967368", "9223372036854775807", "99999999999999999999", "1000000", "1000001", "3600000", "3600001", "60000", "60001",
        "253402300799999", "253402300800000", "", " ", "72 ", "+72", "072", "7.2e1", "72.0", "72, 72", "72;w=3", "７２", "NaN", "0x48", "soon", "Fri, 18 Sep 2026 07:21:35 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Thu, 01 Jan 1970 00:00:00 GMT",
    ];

    /// <summary>A set of headers; half the time those of an exchange that means well.</summary>
    public static List<(string Name, string Value)> Draw(Random random)
    {
        List<(string, string)> headers = random.Next(2) == 0
            ? [("ratelimit-limit", "72"), ("ratelimit-interval", "3000"), ("ratelimit-remaining", Text(random.Next(72))), ("ratelimit-reset", Text(Now + random.Next(3000)))]
            : [];
        for (int more = random.Next(4); more > 0; more--)
        {
            (string, string) header = (s_names[random.Next(s_names.Length)], Value(random));
            if (headers.Count > 0 && random.Next(2) == 0)
            {
                headers[random.Next(headers.Count)] = header;
            }
            else
            {
                headers.Add(header);
            }
        }

        return headers;
    }

    private static string Value(Random random) => random.Next(3) switch
    {
        0 => Text(Now + random.NextInt64(-100_000, 100_000)),
        1 => Text(random.NextInt64(-10, 100_000)),
        _ => s_numbers[random.Next(s_numbers.Length)],
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
