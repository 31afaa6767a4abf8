using System.Globalization;
using System.Text;
using HtxFutures.Calls.Answers;
using HtxFutures.Calls.Budget;
using HtxFutures.Calls.Transport;
using HtxFutures.Errors;
using HtxFutures.Time;

namespace HtxFutures.Calls;

/// <summary>Says what an answer means: its HTTP status, its envelope and its code together (facts 3.1, 3.2).</summary>
internal sealed class ReplyClassifier(ExchangeClock clock, string accessKey, string maskedKey, string signingHost)
{
    private static readonly ExchangeCode s_error = new(0, CodeClass.Other, "the exchange reports an error, and does not say which");

    private static readonly Guidance s_checkEndpoint = new("See whether a proxy or a sign-in page answers in the exchange's place, and check the endpoint.", Means.Endpoint);

    // What the exchange quotes in the text of an item or of an order is masked too, before anything is read. Not a key
    // that could be a number: it might be part of an id.
    private readonly byte[] _quotableKey = accessKey.Length >= 12 && accessKey.AsSpan().ContainsAnyExceptInRange('0', '9') ? Encoding.ASCII.GetBytes(accessKey) : [];

    /// <summary>Judges an answer.</summary>
    public Attempt Classify(ApiRequest request, HttpReply reply)
    {
        bool readable = EnvelopeReader.TryRead(WithoutKey(reply.Body), out Envelope envelope);
        if (envelope.Message is { } message)
        {
            envelope = envelope with { Message = Mask(message) };
        }

        return readable && envelope is not { Code: null, Word: null, Status: null }
            ? ClassifyEnvelope(request, reply, envelope)
            : ClassifyStatus(request, reply, readable ? envelope : default);
    }

    private Attempt ClassifyEnvelope(ApiRequest request, HttpReply reply, Envelope envelope)
    {
        if (envelope.Status == "maintain")
        {
            return Failed(request, reply, AttemptOutcome.Maintenance, ExchangeCodes.Find(1431), envelope with { Code = null, Word = null });
        }

        // Two voices, and one of them says no: that leaves a doubt.
        bool succeeded = reply.Status is >= 200 and < 300 && !envelope.DeniesSuccess;
        return envelope switch
        {
            { Code: { } number } => ClassifyCode(request, reply, envelope, ExchangeCodes.Find(number), succeeded),
            { Word: { } word } => ClassifyCode(request, reply, envelope, ErrorWord.Read(word), succeeded),

            // Only the public endpoints answer with a status word and no code.
            { Status: "ok" } when succeeded && request.Route.IsPublic => Judged(request, reply, AttemptOutcome.Done, null, envelope),
            { Status: "error" } when reply.Status is >= 200 and < 300 => Failed(request, reply, AttemptOutcome.Unanswered, s_error, envelope),
            _ => ClassifyStatus(request, reply, envelope),
        };
    }

    private Attempt ClassifyCode(ApiRequest request, HttpReply reply, Envelope envelope, ExchangeCode code, bool succeeded)
    {
        if (code.Class == CodeClass.Other && reply.Status is (401 or 403))
        {
            code = ExchangeCodes.Find(reply.Status);
        }
        else if (code.Class == CodeClass.Success && !succeeded)
        {
            code = code with { Meaning = "the answer says both that it was done and that it failed" };
        }

        AttemptOutcome outcome = code.Class switch
        {
            CodeClass.Success when succeeded => AttemptOutcome.Done,
            CodeClass.Success => AttemptOutcome.Unanswered,
            CodeClass.RateLimited => AttemptOutcome.OverBudget,
            CodeClass.Clock => AttemptOutcome.ClockOff,
            CodeClass.Busy => AttemptOutcome.Busy,
            CodeClass.Settling => AttemptOutcome.Settling,
            CodeClass.Maintenance => AttemptOutcome.Maintenance,
            CodeClass.Other when reply.Status == 429 => AttemptOutcome.OverBudget,
            CodeClass.Other when reply.Status >= 500 => AttemptOutcome.Unanswered,
            CodeClass.Other when reply.Status == 404 || code.Number == 404 => AttemptOutcome.Foreign,
            _ => AttemptOutcome.Refused,
        };
        return outcome switch
        {
            AttemptOutcome.Done => Judged(request, reply, outcome, null, envelope),
            AttemptOutcome.Foreign => ClassifyStatus(request, reply, envelope),
            _ => Failed(request, reply, outcome, code, envelope),
        };
    }

    // No JSON of the exchange: the edge in front of it speaks, or something else altogether.
    private Attempt ClassifyStatus(ApiRequest request, HttpReply reply, Envelope envelope)
    {
        string said = Said(envelope);
        string what = string.Create(CultureInfo.InvariantCulture, $"HTTP {reply.Status}{(said.Length == 0 ? "" : $", {said}")}");
        (AttemptOutcome outcome, HtxErrorKind kind, string text, Guidance? advice) = reply.Status switch
        {
            403 => (AttemptOutcome.Blocked, HtxErrorKind.Blocked, $"the exchange's edge refuses this machine ({what} without JSON)",
                new Guidance("It blocks addresses that send too much, and regions. Use another network, or wait.")),
            429 => (AttemptOutcome.OverBudget, HtxErrorKind.RateLimited, $"the request exceeds the request budget ({what})", null),
            < 200 => (AttemptOutcome.Unanswered, HtxErrorKind.UnexpectedResponse, $"the answer is no answer ({what})", s_checkEndpoint),
            >= 500 => (AttemptOutcome.Unanswered, HtxErrorKind.NetworkError, $"the exchange's edge answered {what}", null),
            >= 300 and < 400 => (AttemptOutcome.Foreign, HtxErrorKind.UnexpectedResponse, $"the answer is a redirect ({what}), and redirects are not followed", s_checkEndpoint),
            >= 200 and < 300 when envelope.Code != 404 => (AttemptOutcome.Unanswered, HtxErrorKind.UnexpectedResponse, $"the answer is not the JSON that the exchange sends{(said.Length == 0 ? "" : $" ({said})")}", s_checkEndpoint),
            _ => (AttemptOutcome.Foreign, HtxErrorKind.UnexpectedResponse, $"the answer is not one of the exchange ({what})", s_checkEndpoint),
        };
        var failure = new HtxException(kind, Sentence(request, text))
        {
            Guidance = advice,
            Code = envelope.Code,
            HttpStatus = reply.Status,
            Path = request.Route.Path,
        };
        return Judged(request, reply, outcome, failure, default);
    }

    private Attempt Failed(ApiRequest request, HttpReply reply, AttemptOutcome outcome, ExchangeCode code, Envelope envelope)
    {
        string said = Said(envelope);
        var failure = new HtxException(code.Kind, Sentence(request, said.Length == 0 ? code.Meaning : $"{code.Meaning} ({said})"))
        {
            Guidance = code.ConcernsSignature ? SignedFor(code.Advice) : code.Advice,
            Code = envelope.Code,
            HttpStatus = reply.Status,
            Path = request.Route.Path,
        };
        return Judged(request, reply, outcome, failure, envelope);
    }

    private Attempt Judged(ApiRequest request, HttpReply reply, AttemptOutcome outcome, HtxException? failure, Envelope envelope) => new(request, outcome, failure)
    {
        Envelope = envelope,
        HttpStatus = reply.Status,
        Rate = reply.Rate,
        Rest = failure is null ? TimeSpan.Zero : Rest(outcome, reply, envelope.Timestamp),
    };

    /// <summary>The exchange's own words, for messages: the code, whatever it is written as, and the text; empty where it said nothing.</summary>
    private static string Said(Envelope envelope)
    {
        string? code = envelope.Code is { } number ? string.Create(CultureInfo.InvariantCulture, $"code {number}") : envelope.Word;
        return (code, envelope.Message) switch
        {
            (not null, not null) => $"{code}: {envelope.Message}",
            _ => code ?? envelope.Message ?? "",
        };
    }

    /// <summary>What the exchange sent, with the access key masked wherever it quotes it.</summary>
    public ReadOnlyMemory<byte> WithoutKey(ReadOnlyMemory<byte> body) => _quotableKey.Length == 0 || body.Span.IndexOf(_quotableKey) < 0
        ? body
        : Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(body.Span).Replace(accessKey, maskedKey, StringComparison.Ordinal));

    /// <summary>A text of the exchange, with the access key masked, in any case and also where it was cut.</summary>
    public string Mask(string message)
    {
        string masked = message.Replace(accessKey, maskedKey, StringComparison.OrdinalIgnoreCase);

        // A long text was cut, perhaps in the middle of the key; four characters of it may be seen.
        for (int length = accessKey.Length - 1; length > 4 && masked.EndsWith('…'); length--)
        {
            if (masked.AsSpan(0, masked.Length - 1).EndsWith(accessKey.AsSpan(0, length), StringComparison.OrdinalIgnoreCase))
            {
                return $"{masked.AsSpan(0, masked.Length - 1 - length)}{maskedKey}…";
            }
        }

        return masked;
    }

    private Guidance SignedFor(string? advice) => new(
        $"{advice} The request was signed for the host {signingHost}. Behind a proxy or a gateway that changes the host, name the one to sign for.", Means.SigningHost);

    private static string Sentence(ApiRequest request, string text) => $"{request}: {text}.";

    // A 429 asks for a rest whatever its body says, be it that the exchange is busy. The reset by the answer's own stamp;
    // without one, by the exchange's clock as we know it.
    private TimeSpan Rest(AttemptOutcome outcome, HttpReply reply, DateTimeOffset? stamp) => outcome != AttemptOutcome.OverBudget && reply.Status != 429
        ? TimeSpan.Zero
        : BudgetRest.After(reply.Rate.At(stamp ?? clock.Now).UntilReset, reply.Rate.RetryAfter ?? (reply.Rate.RetryAt - clock.Now));
}
