using System.Globalization;
using System.Text.RegularExpressions;
using HtxFutures.Calls;
using HtxFutures.Calls.Budget;
using HtxFutures.Calls.Transport;
using HtxFutures.Fuzzing.Mutation;
using HtxFutures.Time;

namespace HtxFutures.Fuzzing.Targets;

/// <summary>What headers say of the budget (<see cref="RateHeaders"/>): plain numbers within reason, once, or nothing; and no rest of more than a day.</summary>
internal static partial class HeadersTarget
{
    private static readonly ReplyClassifier s_classifier = new(new ExchangeClock(TimeProvider.System), TestKeys.AccessKey, TestKeys.MaskedAccessKey, "api.hbdm.com");
    private static readonly ApiRequest s_cancel = new(Route.Trade("/v5/trade/cancel_order", Repeat.Always), "something");
    private static readonly byte[][] s_refusals = ["""{"code":1032,"ts":1789716092325}"""u8.ToArray(), """{"code":1032,"ts":253402300799999}"""u8.ToArray(), ""u8.ToArray()];

    public static FuzzTarget Target { get; } = new("headers", Draw, Check, ["nothing", "a part", "all"]);

    private static byte[] Draw(Random random) => ReplyInput.Write(429, HostileHeaders.Draw(random), s_refusals[random.Next(s_refusals.Length)]);

    private static string Check(byte[] input)
    {
        ReplyInput answer = ReplyInput.Parse(input);
        using var response = new HttpResponseMessage();
        foreach ((string name, string value) in answer.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        RateReading rate = RateHeaders.Read(response.Headers);
        Property.Same(Number(answer, "ratelimit-limit", 1_000_000), rate.Limit, "the limit is what the header says");
        Property.Same(Number(answer, "ratelimit-remaining", 1_000_000), rate.Remaining, "what remains is what the header says");
        Property.Same(Number(answer, "ratelimit-interval", 3_600_000), (long?)rate.Interval?.TotalMilliseconds, "the interval is what the header says");
        Property.Same(Number(answer, "ratelimit-reset", 32_503_679_999_999) is { } reset and > 0 ? reset : null, rate.Reset, "the reset is what the header says");

        var reply = new HttpReply { Status = answer.Status, Body = answer.Body, Rate = rate, Sent = default, Received = default };
        Attempt attempt = s_classifier.Classify(s_cancel, reply);
        Property.Same(attempt.Outcome == AttemptOutcome.OverBudget, attempt.Rest > TimeSpan.Zero, "the budget rests if and only if it was exceeded");
        Property.Require(attempt.Rest <= TimeSpan.FromDays(1), "the budget rests for a day at most", () => $"{attempt.Rest}");
        
        return rate is { Limit: not null, Interval: not null, Remaining: not null, Reset: not null } ? "all" : rate == default ? "nothing" : "a part";
    }

    private static long? Number(ReplyInput answer, string name, long most)
    {
        string[] values = [.. answer.Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).Distinct()];
        return values is [var value] && Plain().IsMatch(value) && long.TryParse(value, CultureInfo.InvariantCulture, out long number) && number <= most ? number : null;
    }

    [GeneratedRegex(@"\A(0|[1-9][0-9]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
