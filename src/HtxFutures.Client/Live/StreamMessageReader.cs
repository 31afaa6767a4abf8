using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using HtxFutures.Json;
using HtxFutures.Orders;
using HtxFutures.Time;

namespace HtxFutures.Live;

/// <summary>Reads what the exchange says on the socket for changes. A message is read whole or not at all.</summary>
internal static class StreamMessageReader
{
    /// <summary>The topic of orders. There is a quicker one for executions, but what ends without one is not always in it (facts 6).</summary>
    public const string Orders = "orders";

    // More than any stamp has; who sends more means no echo.
    private const int LongestStamp = 40;

    /// <summary>Reads a message.</summary>
    /// <param name="text">The message.</param>
    /// <param name="account">Whose socket it came on.</param>
    /// <exception cref="JsonException">It cannot be read, or contradicts itself.</exception>
    public static StreamMessage Read(ReadOnlySpan<byte> text, HtxAccount account)
    {
        try
        {
            return ReadWhole(text, account);
        }
        catch (JsonException failure)
        {
            // The framework quotes what it stumbles over, whatever that is and however long.
            throw new JsonException(ExchangeText.Clean(failure.Message));
        }
    }

    private static StreamMessage ReadWhole(ReadOnlySpan<byte> text, HtxAccount account)
    {
        if (!Utf8.IsValid(text))
        {
            throw new JsonException("It is no valid text.");
        }

        var message = new WireObject(text);
        if (!message.ReadAlone())
        {
            throw new JsonException("It is no object.");
        }

        string op = message.Find("op").Text ?? throw new JsonException("It does not say what it is.");
        string? topic = message.Find("topic").Text;
        WireValue stamp = message.Find("ts");
        WireValue data = message.Find("data");
        return new StreamMessage
        {
            Op = op,
            Topic = topic,
            Code = message.Find("err-code", "err_code", "code").Int32,
            Text = message.Message("err-msg", "err_msg", "message"),
            Time = stamp.Time is { } time && ExchangeClock.IsPlausible(time) ? time : null,
            RawStamp = stamp.IsName && !stamp.IsNull && stamp.Json.Length <= LongestStamp ? Encoding.UTF8.GetString(stamp.Json) : null,
            Orders = op == "notify" && topic == Orders ? OrderReader.Read(text[message.Place(data)], account) : [],
        };
    }
}
