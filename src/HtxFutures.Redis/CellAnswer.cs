using HtxFutures.Calls.Sharing;
using StackExchange.Redis;

namespace HtxFutures.Redis;

/// <summary>What the script's answer means.</summary>
internal static class CellAnswer
{
    /// <exception cref="LedgerMediumException">It is none of the script's.</exception>
    public static CellReading Read(RedisResult answer)
    {
        try
        {
            if ((RedisResult[]?)answer is not [var accepted, var version, var text, var time, var isInherited, var uptime])
            {
                throw new FormatException();
            }

            bool isAccepted = (long)accepted == 1;
            bool isThere = (string?)version is { Length: > 0 };
            return new CellReading(
                isAccepted,
                isThere ? (string?)version : null,
                isThere && !isAccepted ? (string?)text : null,
                (long)time,
                // Another run of this server has written it, or the one that this has followed until then. Either may have
                // answered more than is here, as if it had lost its memory just now.
                (long)isInherited == 1 ? TimeSpan.Zero : TimeSpan.FromSeconds((long)uptime));
        }
        catch (Exception failure) when (failure is FormatException or InvalidCastException or OverflowException)
        {
            throw new LedgerMediumException("it answers otherwise than a Redis does") { Advice = ServerRefusal.Fit };
        }
    }
}
