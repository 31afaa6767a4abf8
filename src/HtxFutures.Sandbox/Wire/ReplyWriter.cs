using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using HtxFutures.Sandbox.Codes;

namespace HtxFutures.Sandbox.Wire;

/// <summary>Turns answers into HTTP replies (facts 3.1). Keeps its buffer between replies, so calls must not overlap.</summary>
internal sealed class ReplyWriter(SandboxOptions options, ExchangeClock clock)
{
    // The exchange sends Chinese as it is, not as \u escapes.
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>The V5 envelope.</summary>
    public SandboxReply Envelope(
        Answer answer, int statusCode = 200, IReadOnlyList<KeyValuePair<string, string>>? headers = null) =>
        Write(statusCode, headers ?? [], wire => WriteEnvelope(wire, answer));

    /// <summary>The older error object of hbdm, with an HTTP status of its own.</summary>
    public SandboxReply LegacyError(int statusCode, int code) => Write(statusCode, [], wire =>
    {
        bool hyphens = options.HyphenatedErrorMembers;
        wire.Json.WriteString("status", "error");
        wire.Json.WriteNumber(hyphens ? "err-code" : "err_code", code);
        wire.Message(hyphens ? "err-msg" : "err_msg", code, null);
        WriteTimestamp(wire);
    });

    /// <summary>A bare code and text, as for paths that the exchange does not know.</summary>
    public SandboxReply Bare(int statusCode, IReadOnlyList<KeyValuePair<string, string>>? headers = null) =>
        Write(statusCode, headers ?? [], wire =>
        {
            wire.Json.WriteNumber("code", statusCode);
            wire.Json.WriteString("message", ReplyText.For(statusCode, null, chinese: false));
        });

    /// <summary>The answer of everything that rests during maintenance.</summary>
    public SandboxReply Maintenance() => Write(200, [], wire => wire.Json.WriteString("status", "maintain"));

    /// <summary>A public page of the older interface: status, what <paramref name="writeMembers"/> adds, and <paramref name="stamp"/> or the time as ts.</summary>
    public SandboxReply Page(Action<Utf8JsonWriter>? writeMembers = null, DateTimeOffset? stamp = null) => Write(200, [], wire =>
    {
        wire.Json.WriteString("status", "ok");
        writeMembers?.Invoke(wire.Json);
        WriteTimestamp(wire, stamp);
    });

    private void WriteEnvelope(WireWriter wire, Answer answer)
    {
        EnvelopeShape shape = options.EnvelopeShape;
        wire.Code(answer.Code);
        WriteMessage(wire, shape, answer);
        WriteData(wire, answer);
        if (shape == EnvelopeShape.Recorded2026)
        {
            WriteArguments(wire, answer);
        }

        if (shape == EnvelopeShape.NoTs)
        {
            wire.Json.WriteBoolean("success", answer.Code == ReplyCode.Success);
        }
        else
        {
            WriteTimestamp(wire);
        }

        if (shape == EnvelopeShape.Recorded2026)
        {
            wire.Json.WriteBoolean("unknownException", false);
        }

        wire.UnknownMember();
    }

    private static void WriteMessage(WireWriter wire, EnvelopeShape shape, Answer answer)
    {
        if (shape == EnvelopeShape.NoTs && answer.Code == ReplyCode.Success)
        {
            wire.Json.WriteNull("message");
        }
        else
        {
            string name = shape == EnvelopeShape.MsgInsteadOfMessage ? "msg" : "message";
            if (answer.Text is { } text)
            {
                wire.Json.WriteString(name, text);
            }
            else
            {
                wire.Message(name, answer.Code, answer.Field);
            }
        }
    }

    /// <summary>As recorded: null, or a list in a list that names the parameter (desk facts C2).</summary>
    private void WriteArguments(WireWriter wire, Answer answer)
    {
        if (answer.Field is not { } field || !options.FieldInArgs)
        {
            wire.Json.WriteNull("args");
            return;
        }

        wire.Json.WriteStartArray("args");
        wire.Json.WriteStartArray();
        wire.Json.WriteStringValue(field);
        wire.Json.WriteEndArray();
        wire.Json.WriteEndArray();
    }

    private static void WriteData(WireWriter wire, Answer answer)
    {
        wire.Json.WritePropertyName("data");
        if (answer.WriteData is { } writeData)
        {
            writeData(wire);
        }
        else
        {
            wire.Json.WriteNullValue();
        }
    }

    private void WriteTimestamp(WireWriter wire, DateTimeOffset? stamp = null) => wire.Json.WriteNumber("ts", (stamp ?? clock.Now).ToUnixTimeMilliseconds());

    private SandboxReply Write(
        int statusCode, IReadOnlyList<KeyValuePair<string, string>> headers, Action<WireWriter> writeMembers)
    {
        _buffer.ResetWrittenCount();
        using (Utf8JsonWriter json = new(_buffer, s_json))
        {
            json.WriteStartObject();
            writeMembers(new WireWriter(json, options));
            json.WriteEndObject();
        }

        return new SandboxReply(statusCode, options.ContentType, headers, _buffer.WrittenSpan.ToArray());
    }
}
