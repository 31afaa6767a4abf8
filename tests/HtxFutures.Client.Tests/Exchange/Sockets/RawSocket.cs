using System.IO.Compression;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Exchange.Sockets;

/// <summary>A socket without a client behind it: signs by hand, and reads what comes.</summary>
internal sealed class RawSocket(WebSocket socket, TimeProvider time) : IDisposable
{
    public const string Path = "/ws/v5/notification";

    public static readonly Uri Address = new($"wss://api.hbdm.com{Path}");

    public WebSocket Socket => socket;

    public static RawSocket Open(VirtualSandbox sandbox, Uri? address = null) =>
        new(sandbox.Time.Run(() => sandbox.Handler.ConnectSocketAsync(address ?? Address, CancellationToken.None)), sandbox.Time);

    /// <summary>The members of a sign-in, in the order recorded (desk facts 6.1).</summary>
    public static Dictionary<string, string> SignIn(DateTimeOffset now, string host = "api.hbdm.com", string secret = TestKeys.SecretKey)
    {
        string stamp = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", null);
        string query = $"AccessKeyId={TestKeys.AccessKey}&SignatureMethod=HmacSHA256&SignatureVersion=2&Timestamp={Uri.EscapeDataString(stamp)}";
        byte[] mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"GET\n{host}\n{Path}\n{query}"));
        return new()
        {
            ["op"] = "auth",
            ["type"] = "api",
            ["AccessKeyId"] = TestKeys.AccessKey,
            ["SignatureMethod"] = "HmacSHA256",
            ["SignatureVersion"] = "2",
            ["Timestamp"] = stamp,
            ["Signature"] = Convert.ToBase64String(mac),
        };
    }

    public Task SendAsync(object message) => socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message).AsMemory(), WebSocketMessageType.Text, true, CancellationToken.None).AsTask();

    /// <summary>Signs in and subscribes to the orders of all contracts.</summary>
    public async Task BeginAsync(string host = "api.hbdm.com")
    {
        await SendAsync(SignIn(time.GetUtcNow(), host)).ConfigureAwait(false);
        Assert.Equal(0, (await ReadPastPingsAsync().ConfigureAwait(false)).GetProperty("err-code").GetInt32());
        await SendAsync(new { op = "sub", cid = "c1", topic = "orders", contract_code = "*" }).ConfigureAwait(false);
        Assert.Equal(0, (await ReadPastPingsAsync().ConfigureAwait(false)).GetProperty("err-code").GetInt32());
    }

    /// <summary>The next message; undefined at the end of the socket.</summary>
    public async Task<JsonElement> ReadAsync()
    {
        byte[] message = await ReadBytesAsync().ConfigureAwait(false);
        if (message.Length == 0)
        {
            return default;
        }

        using var json = JsonDocument.Parse(message);
        return json.RootElement.Clone();
    }

    /// <summary>The next message that is no ping.</summary>
    public async Task<JsonElement> ReadPastPingsAsync()
    {
        JsonElement message = await ReadAsync().ConfigureAwait(false);
        while (message.ValueKind == JsonValueKind.Object && message.GetProperty("op").GetString() == "ping")
        {
            await SendAsync(new { op = "pong", ts = message.GetProperty("ts").ToString() }).ConfigureAwait(false);
            message = await ReadAsync().ConfigureAwait(false);
        }

        return message;
    }

    public async Task<byte[]> ReadBytesAsync()
    {
        using var message = new MemoryStream();
        byte[] buffer = new byte[4096];
        while (true)
        {
            ValueWebSocketReceiveResult part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).ConfigureAwait(false);
            message.Write(buffer.AsSpan(0, part.Count));
            if (part.EndOfMessage)
            {
                byte[] bytes = message.ToArray();
                return part.MessageType == WebSocketMessageType.Binary ? Unzip(bytes) : bytes;
            }
        }
    }

    public void Dispose() => socket.Dispose();

    private static byte[] Unzip(byte[] bytes)
    {
        using var zipped = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        zipped.CopyTo(plain);
        return plain.ToArray();
    }
}
