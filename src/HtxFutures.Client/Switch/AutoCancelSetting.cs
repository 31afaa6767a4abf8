using System.Text.Json;
using HtxFutures.Calls.Answers;
using HtxFutures.Json;

namespace HtxFutures.Switch;

/// <summary>A setting of the dead-man's switch that the exchange has confirmed.</summary>
/// <param name="Timeout">What was asked for; null where it was switched off.</param>
/// <param name="ExchangeTime">When the exchange took it, on its clock.</param>
/// <param name="TriggersAt">When it triggers, on the same clock; null where it was switched off.</param>
/// <param name="Sent">When the request left that was confirmed, on the monotonic clock: the exchange took it no earlier.</param>
/// <param name="Received">When the confirmation came, on the same clock: the exchange took it no later.</param>
internal sealed record AutoCancelSetting(TimeSpan? Timeout, DateTimeOffset ExchangeTime, DateTimeOffset? TriggersAt, long Sent, long Received)
{
    /// <summary>From setting to triggering, as the exchange understood it; zero where it was switched off.</summary>
    public TimeSpan Span => TriggersAt is { } at ? at - ExchangeTime : TimeSpan.Zero;

    /// <summary>
    /// Within what it must be renewed. The exchange may have understood less than was asked for, and is not trusted to
    /// have understood more; nor to mean less than it takes, since renewing that often would leave no request for cancels.
    /// </summary>
    public TimeSpan RenewWithin => Timeout < Span ? Timeout.Value : Span > AutoCancelRequest.Shortest ? Span : AutoCancelRequest.Shortest;

    /// <summary>Reads the confirmation.</summary>
    /// <param name="timeout">What was asked for; null where it was switched off.</param>
    /// <param name="envelope">The answer.</param>
    /// <param name="now">The time on the exchange's clock, where the answer does not say it.</param>
    /// <param name="sent">When the request left, on the monotonic clock.</param>
    /// <param name="received">When the answer came, on the same clock.</param>
    public static AutoCancelSetting Read(TimeSpan? timeout, Envelope envelope, DateTimeOffset now, long sent, long received)
    {
        (DateTimeOffset? current, DateTimeOffset? trigger) = ReadTimes(envelope.Data.Span);
        DateTimeOffset exchangeTime = current ?? envelope.Timestamp ?? now;

        // The exchange's own deadline counts, should it have understood less than was asked for. One that lies not
        // ahead of it, or further than anybody can ask for, says nothing.
        bool saysWhen = trigger > exchangeTime && trigger <= exchangeTime + AutoCancelRequest.Longest;
        DateTimeOffset? triggersAt = timeout is null ? null : saysWhen ? trigger : exchangeTime + timeout;
        return new AutoCancelSetting(timeout, exchangeTime.ToUniversalTime(), triggersAt?.ToUniversalTime(), sent, received);
    }

    /// <returns>What the data say; nothing where they are garbled or say two things.</returns>
    private static (DateTimeOffset? Current, DateTimeOffset? Trigger) ReadTimes(ReadOnlySpan<byte> data)
    {
        try
        {
            var times = new WireObject(data);
            return times.ReadAlone() ? (times.Find("current_time").Time, times.Find("trigger_time").Time) : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
