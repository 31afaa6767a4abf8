using System.Text.Json;
using System.Text.Unicode;
using HtxFutures.Json;

namespace HtxFutures.Http;

/// <summary>
/// Reads the envelope of an answer in any of the shapes of facts 3.1: <c>code</c> as number or text, or the older
/// <c>err_code</c>; <c>message</c>, <c>msg</c> or <c>err_msg</c>; members that no documentation names.
/// </summary>
internal static class EnvelopeReader
{
    /// <summary>Reads an answer.</summary>
    /// <returns>False where the body is not a JSON object, is cut short, or contradicts itself.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> body, out Envelope envelope)
    {
        envelope = default;

        // For the whole body: what is garbled anywhere is not to be relied on.
        if (!Utf8.IsValid(body.Span))
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(body.Span);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject
                && TryReadMembers(ref reader, body, out envelope)
                && !reader.Read();
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The second is a text with half a surrogate pair.
            return false;
        }
    }

    private static bool TryReadMembers(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, out Envelope envelope)
    {
        envelope = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            switch (name)
            {
                case "code" or "err_code" or "err-code":
                    // Two codes, or one that is no number: what this answer says is anybody's guess.
                    if (envelope.Code is not null || WireValue.Int32(ref reader) is not { } code)
                    {
                        return false;
                    }

                    envelope = envelope with { Code = code };
                    break;
                case "status":
                    envelope = envelope with { Status = WireValue.Text(ref reader) };
                    break;
                case "message" or "msg" or "err_msg" or "err-msg":
                    envelope = envelope with { Message = ExchangeText.Clean(WireValue.Text(ref reader)) ?? envelope.Message };
                    break;
                case "ts":
                    envelope = envelope with { Timestamp = WireValue.Time(ref reader) };
                    break;
                case "data":
                    int start = (int)reader.TokenStartIndex;
                    bool isNull = reader.TokenType == JsonTokenType.Null;
                    reader.Skip();
                    envelope = envelope with { Data = isNull ? default : body[start..(int)reader.BytesConsumed] };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return reader.TokenType == JsonTokenType.EndObject;
    }
}
