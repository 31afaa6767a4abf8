using System.Buffers;
using System.Text.Json;
using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Sockets;

/// <summary>What the exchange says on a socket (desk facts 6.1, 6.3).</summary>
internal sealed class SocketMessages(SandboxOptions options, ExchangeClock clock)
{
    public const string Orders = "orders";

    public ReadOnlyMemory<byte> SignedIn(string uid) => Write(wire =>
    {
        wire.Json.WriteString("op", "auth");
        wire.Json.WriteString("type", "api");
        wire.Json.WriteNumber("err-code", 0);
        Stamp(wire);
        wire.Json.WriteStartObject("data");
        wire.Json.WriteString("user-id", uid);
        wire.Json.WriteEndObject();
    });

    public ReadOnlyMemory<byte> NotSignedIn(int code, string text) => Write(wire =>
    {
        wire.Json.WriteString("op", "auth");
        wire.Json.WriteString("type", "api");
        Stamp(wire);
        wire.Json.WriteNumber("err-code", code);
        wire.Json.WriteString("err-msg", text);
    });

    /// <summary>The answer to a subscription, or to its end; with a text only where it is refused.</summary>
    public ReadOnlyMemory<byte> Subscription(string op, string? cid, string? topic, string? contract, int code, string? text) => Write(wire =>
    {
        wire.Json.WriteString("op", op);
        wire.Json.WriteString("cid", cid);
        wire.Json.WriteString("topic", topic);
        Stamp(wire);
        wire.Json.WriteNumber("err-code", code);
        if (text is not null)
        {
            wire.Json.WriteString("err-msg", text);
        }

        wire.Json.WriteString("contract_code", contract);
    });

    public ReadOnlyMemory<byte> Ping(long stamp) => Write(wire =>
    {
        wire.Json.WriteString("op", "ping");
        if (options.PingAsNumber)
        {
            wire.Json.WriteNumber("ts", stamp);
        }
        else
        {
            wire.Json.WriteString("ts", stamp.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    });

    /// <summary>Says that something is wrong, or that this is the end; nothing more was recorded of either.</summary>
    public ReadOnlyMemory<byte> Word(string op) => Write(wire =>
    {
        wire.Json.WriteString("op", op);
        Stamp(wire);
    });

    public ReadOnlyMemory<byte> Bad(string op, int code, string text) => Write(wire =>
    {
        wire.Json.WriteString("op", op);
        Stamp(wire);
        wire.Json.WriteNumber("err-code", code);
        wire.Json.WriteString("err-msg", text);
    });

    public ReadOnlyMemory<byte> Order(BookedOrder order, string uid) => Write(wire =>
    {
        wire.Json.WriteString("op", "notify");
        wire.Json.WriteString("topic", Orders);
        wire.Json.WriteString("contract_code", order.View.ContractCode);
        Stamp(wire);
        wire.Json.WriteString("uid", uid);
        wire.Json.WritePropertyName("data");
        PushedOrder.Write(wire, order.View, clock.Now);
    });

    private void Stamp(WireWriter wire) => wire.Json.WriteNumber("ts", clock.Now.ToUnixTimeMilliseconds());

    private ReadOnlyMemory<byte> Write(Action<WireWriter> write)
    {
        var text = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            write(new WireWriter(json, options));
            json.WriteEndObject();
        }

        return text.WrittenMemory;
    }
}
