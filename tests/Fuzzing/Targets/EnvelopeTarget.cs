using System.Text;
using HtxFutures.Calls;
using HtxFutures.Calls.Answers;
using HtxFutures.Calls.Transport;
using HtxFutures.Fuzzing.Mutation;
using HtxFutures.Fuzzing.Oracles;
using HtxFutures.Time;

namespace HtxFutures.Fuzzing.Targets;

/// <summary>What an answer means (<see cref="ReplyClassifier"/>, <see cref="EnvelopeReader"/>): done if and only if the exchange says so, once, and nothing in the answer says otherwise.</summary>
internal static class EnvelopeTarget
{

    private static readonly JsonMutator s_mutator = new(Corpus.Answers, Corpus.AnswerMembers);
    private static readonly ReplyClassifier s_classifier = new(new ExchangeClock(TimeProvider.System), TestKeys.AccessKey, TestKeys.MaskedAccessKey, "api.hbdm.com");
    private static readonly ApiRequest s_cancel = new(Route.Trade("/v5/trade/cancel_order", Repeat.Always), "something");
    private static readonly ApiRequest s_public = new(Route.Page("/api/v1/timestamp"), "something");

    public static FuzzTarget Target { get; } = new("envelope", Draw, Check, ["Done", "Refused", "Unanswered", "Busy", "Foreign", "Blocked", "OverBudget", "ClockOff", "Maintenance"]);

    private static byte[] Draw(Random random) => ReplyInput.Write(ReplyInput.DrawStatus(random), [], HostileText.WithKey(random, s_mutator.Draw(random), random.Next(2) == 0 ? TestKeys.AccessKey : TestKeys.AccessKey.ToUpperInvariant()));

    private static string Check(byte[] input)
    {
        ReplyInput answer = ReplyInput.Parse(input);
        var reply = new HttpReply { Status = answer.Status, Body = answer.Body, Rate = default, Sent = default, Received = default };
        EnvelopeOracle? oracle = EnvelopeOracle.Read(answer.Body.Span);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Attempt attempt = s_classifier.Classify(s_cancel, reply);
        Attempt asked = s_classifier.Classify(s_public, reply);
        Property.Frugal(before, input.Length);

        bool isDone = oracle?.IsDone(answer.Status) ?? false;
        Property.Same(isDone, attempt.Outcome == AttemptOutcome.Done, "a signed request is done if and only if the answer says so");
        bool isShown = oracle is { Code: null, Word: null, Status: "ok", Denies: false } && answer.Status is >= 200 and < 300;
        Property.Same(isDone || isShown, asked.Outcome == AttemptOutcome.Done, "a public page is shown if and only if the answer says so");
        CheckEnvelope(answer, oracle);
        CheckFailure(attempt);
        CheckFailure(asked);
        return attempt.Outcome.ToString();
    }

    private static void CheckEnvelope(ReplyInput answer, EnvelopeOracle? oracle)
    {
        bool isReadable = EnvelopeReader.TryRead(answer.Body, out Envelope envelope);
        Property.Same(oracle is not null, isReadable, "an answer is readable if and only if it is whole and does not contradict itself");
        Property.Showable(envelope.Message, "the exchange's text", 210);
        if (oracle is not null)
        {
            Property.Same(oracle.Code, envelope.Code, "the code");
            Property.Same(oracle.Word, envelope.Word, "the word in the code's place");
            Property.Same(oracle.Status, envelope.Status, "the status word");
            Property.Same(oracle.Stamp, envelope.Timestamp?.ToUnixTimeMilliseconds(), "the stamp");
            Property.Same(oracle.Data?.GetRawText() ?? "", Encoding.UTF8.GetString(envelope.Data.Span), "the data");
        }
    }

    private static void CheckFailure(Attempt attempt)
    {
        Property.Same(attempt.Outcome == AttemptOutcome.Done, attempt.Failure is null, "what was not done has a failure");
        Property.Showable(attempt.Failure?.Message, "a failure's text");
        Property.Require(
            attempt.Failure?.Message.Contains(TestKeys.AccessKey, StringComparison.OrdinalIgnoreCase) != true, "no text shows the access key", () => attempt.Failure!.Message);
        Property.Require(
            attempt.Rest >= TimeSpan.Zero && attempt.Rest <= TimeSpan.FromDays(1), "the budget rests for a day at most", () => attempt.Rest.ToString());
    }
}
