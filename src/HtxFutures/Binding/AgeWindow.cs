using System.Globalization;
using HtxFutures.Orders;

namespace HtxFutures.Binding;

/// <summary>How long ago orders were placed that are meant, on the exchange's clock.</summary>
/// <param name="olderThan">Longer ago than this; null for no limit.</param>
/// <param name="newerThan">Less long ago than this, likewise.</param>
/// <param name="now">What time it is there; asked for once, when a listing's answer has shown it.</param>
internal sealed class AgeWindow(TimeSpan? olderThan, TimeSpan? newerThan, Func<DateTimeOffset> now)
{
    private readonly Lazy<DateTimeOffset> _now = new(now);

    /// <summary>What it was understood as, a line for each limit.</summary>
    public IEnumerable<string> Words
    {
        get
        {
            if (olderThan is { } most)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"-OlderThan: {most:c}, so placed before {Back(most):yyyy-MM-dd HH:mm:ss}Z.");
            }

            if (newerThan is { } least)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"-NewerThan: {least:c}, so placed after {Back(least):yyyy-MM-dd HH:mm:ss}Z.");
            }
        }
    }

    /// <summary>Why no order can be in it; null where there may be some.</summary>
    public string? Contradiction => olderThan >= newerThan
        ? string.Create(CultureInfo.InvariantCulture, $"No order is older than {olderThan:c} and newer than {newerThan:c}.")
        : null;

    /// <summary>Whether an order was placed in it. One of unknown age was not: stopping it would be a guess.</summary>
    public bool Includes(IShownOrder order) =>
        (olderThan is not { } most || order.CreatedAt < Back(most)) && (newerThan is not { } least || order.CreatedAt > Back(least));

    // Nothing is older than the calendar.
    private DateTimeOffset Back(TimeSpan age) => age < _now.Value - DateTimeOffset.MinValue ? _now.Value - age : DateTimeOffset.MinValue;
}
