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
            var answer = new WireObject(body.Span);
            return answer.ReadAlone() && TryRead(answer, body, out envelope);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryRead(in WireObject answer, ReadOnlyMemory<byte> body, out Envelope envelope)
    {
        WireValue code = answer.Find("code", "err_code", "err-code", "error_code", "error-code");
        int? number = code.Int32;
        string? status = answer.Find("status").Text;
        envelope = new Envelope
        {
            Code = number,
            Word = number is null ? ErrorWord.Find(code.Text) : null,
            Status = status,
            DeniesSuccess = (status == "error") | (answer.Find("success").Boolean == false) | (answer.Find("unknownException").Boolean == true),
            Message = answer.Message("message", "msg", "err_msg", "err-msg", "error_msg", "error-msg"),
            Timestamp = answer.Find("ts").Time is { } time && ExchangeClock.IsPlausible(time) ? time : null,
            Data = body[answer.Place(answer.Find("data"))],
        };
        return code.IsMissing || envelope.Code is not null || envelope.Word is not null;
    }
}
