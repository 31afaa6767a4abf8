using System.Globalization;
using HtxFutures.Sandbox.RateLimiting;

namespace HtxFutures.Sandbox.Faults;

/// <summary>What happens to an answer as such: another in its place, its headers, its bytes.</summary>
internal static class ReplyFaults
{
    private const string OtherContentType = "text/html";
    private const int MostGarbledBytes = 8;

    private static readonly TimeSpan s_defaultSkew = TimeSpan.FromMilliseconds(500);

    public static SandboxReply Apply(FaultPlan plan, SandboxReply reply)
    {
        if (plan.Take(FaultKind.BadGatewayAfter) is not null)
        {
            reply = EdgeFaults.BadGateway();
        }

        reply = ChangeHeaders(plan, reply);
        while (reply.Body.Length > 0 && plan.Take(FaultKind.GarbleBody) is { } garble)
        {
            reply = reply with { Body = Garble(garble, reply.Body.Span) };
        }

        if (reply.Body.Length > 0 && plan.Take(FaultKind.CutBodySilently) is { } cut)
        {
            reply = reply with { Body = reply.Body[..(int)CutAt(cut, reply.Body.Length)] };
        }

        return reply;
    }

    /// <summary>How many of some bytes come: as many as the rule says or a random number, but never all.</summary>
    public static long CutAt(ArmedRule cut, long length) =>
        Math.Min(cut.Rule.Amount ?? cut.Random.NextInt64(length), length - 1);

    private static SandboxReply ChangeHeaders(FaultPlan plan, SandboxReply reply)
    {
        while (reply.Headers.Any(header => RateLimitHeaders.IsReset(header.Key))
            && plan.Take(FaultKind.ResetSkew)?.Rule is { } skew)
        {
            TimeSpan by = skew.Span ?? s_defaultSkew;
            reply = reply with { Headers = reply.Headers.Select(header => Skewed(header, by)).ToArray() };
        }

        if (reply.Headers.Any(header => RateLimitHeaders.Includes(header.Key)) && plan.Take(FaultKind.NoRateHeaders) is not null)
        {
            reply = reply with { Headers = reply.Headers.Where(header => !RateLimitHeaders.Includes(header.Key)).ToArray() };
        }

        return plan.Take(FaultKind.WrongContentType) is not null ? reply with { ContentType = OtherContentType } : reply;
    }

    private static KeyValuePair<string, string> Skewed(KeyValuePair<string, string> header, TimeSpan by)
    {
        if (!RateLimitHeaders.IsReset(header.Key))
        {
            return header;
        }

        long reset = long.Parse(header.Value, CultureInfo.InvariantCulture) + (long)by.TotalMilliseconds;
        return new(header.Key, reset.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Bytes from 0x80 up: they may spoil a text, yet never make one number, name or shape into another.</summary>
    public static byte[] Garble(ArmedRule garble, ReadOnlySpan<byte> body)
    {
        byte[] garbled = body.ToArray();
        long count = garble.Rule.Amount ?? garble.Random.Next(1, MostGarbledBytes + 1);
        for (long i = 0; i < count; i++)
        {
            garbled[garble.Random.Next(garbled.Length)] = (byte)garble.Random.Next(0x80, 0x100);
        }

        return garbled;
    }
}
