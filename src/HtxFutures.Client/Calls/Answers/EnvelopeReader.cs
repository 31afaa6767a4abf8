using System.Text.Json;
using System.Text.Unicode;
using HtxFutures.Json;
using HtxFutures.Time;

namespace HtxFutures.Calls.Answers;

/// <summary>
/// Reads the envelope of an answer in any of the shapes of facts 3.1: <c>code</c> as number, text or word, or the older
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
        var met = Member.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Member member = Known(reader.GetString()!);
            reader.Read();
            if ((met & member) != 0)
            {
                // Two codes, two times, twice data: what this answer says is anybody's guess.
                return false;
            }

            // Texts decide nothing, and some answers have one under each of two names.
            met |= member & ~Member.Message;
            envelope = Read(member, ref reader, body, envelope);
        }

        bool isCodeReadable = (met & Member.Code) == 0 || envelope.Code is not null || envelope.Word is not null;
        return isCodeReadable && reader.TokenType == JsonTokenType.EndObject;
    }

    private static Member Known(string name) => name switch
    {
        "code" or "err_code" or "err-code" or "error_code" or "error-code" => Member.Code,
        "message" or "msg" or "err_msg" or "err-msg" or "error_msg" or "error-msg" => Member.Message,
        "status" => Member.Status,
        "success" => Member.Success,
        "unknownException" => Member.Exception,
        "ts" => Member.Timestamp,
        "data" => Member.Data,
        _ => Member.None,
    };

    private static Envelope Read(Member member, ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, Envelope envelope)
    {
        switch (member)
        {
            case Member.Code:
                string? code = WireValue.Text(ref reader);
                return envelope with { Code = WireValue.Int32(code), Word = ErrorWord.Find(code) };
            case Member.Message:
                return envelope with { Message = ExchangeText.Clean(WireValue.Text(ref reader)) ?? envelope.Message };
            case Member.Status:
                string? status = WireValue.Text(ref reader);
                return envelope with { Status = status, DeniesSuccess = envelope.DeniesSuccess || status == "error" };
            case Member.Success:
                return envelope with { DeniesSuccess = WireValue.Boolean(ref reader) == false || envelope.DeniesSuccess };
            case Member.Exception:
                return envelope with { DeniesSuccess = WireValue.Boolean(ref reader) == true || envelope.DeniesSuccess };
            case Member.Timestamp:
                return envelope with { Timestamp = WireValue.Time(ref reader) is { } time && ExchangeClock.IsPlausible(time) ? time : null };
            case Member.Data:
                int start = (int)reader.TokenStartIndex;
                bool isNull = reader.TokenType == JsonTokenType.Null;
                reader.Skip();
                return envelope with { Data = isNull ? default : body[start..(int)reader.BytesConsumed] };
            default:
                reader.Skip();
                return envelope;
        }
    }

    /// <summary>What a member says, by whichever of its names.</summary>
    [Flags]
    private enum Member
    {
        None = 0,
        Code = 1,
        Message = 2,
        Status = 4,
        Success = 8,
        Exception = 16,
        Timestamp = 32,
        Data = 64,
    }
}
