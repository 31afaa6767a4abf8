using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HtxFutures.Calls.Signing;

namespace HtxFutures.Live;

/// <summary>What is said on the socket for changes, as the exchange wants it written (desk facts 6.1).</summary>
internal static class StreamRequests
{
    // A signature holds plus signs; written as escapes they are the same to any reader of JSON, and other than recorded.
    private static readonly JsonWriterOptions s_asRecorded = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Signs in. What is signed is a GET of the socket's path; here its values stand unescaped (facts 6).</summary>
    /// <exception cref="ObjectDisposedException">The secret was wiped.</exception>
    public static byte[] SignIn(RequestSigner signer, DateTimeOffset now)
    {
        string target = signer.Sign(HttpMethod.Get, SocketDialer.Path, default, now);
        return Write(json =>
        {
            json.WriteString("op", "auth");
            json.WriteString("type", "api");
            foreach (string pair in target[(target.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&'))
            {
                int equals = pair.IndexOf('=', StringComparison.Ordinal);
                json.WriteString(pair[..equals], Uri.UnescapeDataString(pair[(equals + 1)..]));
            }
        });
    }

    /// <summary>Asks for the changes of the orders of all contracts.</summary>
    public static byte[] Subscribe() => Write(json =>
    {
        json.WriteString("op", "sub");
        json.WriteString("cid", "orders");
        json.WriteString("topic", StreamMessageReader.Orders);
        json.WriteString("contract_code", "*");
    });

    /// <summary>Answers a ping with its own stamp, as it was written.</summary>
    public static byte[] Pong(string rawStamp) => Encoding.UTF8.GetBytes($$"""{"op":"pong","ts":{{rawStamp}}}""");

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var text = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(text, s_asRecorded))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        byte[] message = text.WrittenSpan.ToArray();
        text.Clear();
        return message;
    }
}
