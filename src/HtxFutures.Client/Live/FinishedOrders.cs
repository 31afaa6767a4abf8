using System.Globalization;
using System.Text;

namespace HtxFutures.Live;

/// <summary>Orders that were told as finished, for a day, in some bytes each: an old end can come again after an hour.</summary>
/// <param name="time">The clock.</param>
internal sealed class FinishedOrders(TimeProvider time)
{
    private static readonly TimeSpan s_life = TimeSpan.FromDays(1);

    private readonly Dictionary<long, decimal> _filled = [];
    private readonly Queue<(long Key, long At)> _byAge = new();

    /// <summary>What stands for an id: its number, which nearly all are.</summary>
    public static long KeyOf(string orderId)
    {
        if (long.TryParse(orderId, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            return number;
        }

        // FNV-1a, of ids that are no numbers; negative, so that it is none's.
        ulong hash = 14695981039346656037;
        foreach (byte b in Encoding.UTF8.GetBytes(orderId))
        {
            hash = unchecked((hash ^ b) * 1099511628211);
        }

        return (long)(hash | (1UL << 63));
    }

    /// <summary>How much of an order was executed when it was told as finished; null where it was not.</summary>
    public decimal? FilledOf(long key) => _filled.TryGetValue(key, out decimal filled) ? filled : null;

    /// <summary>Remembers an order.</summary>
    public void Add(long key, decimal filled)
    {
        if (!_filled.ContainsKey(key))
        {
            _byAge.Enqueue((key, time.GetTimestamp()));
        }

        _filled[key] = filled;
        while (_byAge.TryPeek(out (long Key, long At) oldest) && time.GetElapsedTime(oldest.At) > s_life)
        {
            _filled.Remove(_byAge.Dequeue().Key);
        }
    }
}
