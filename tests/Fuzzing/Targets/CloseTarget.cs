using System.Text.Json;
using HtxFutures.Fuzzing.Mutation;
using HtxFutures.Fuzzing.Oracles;

namespace HtxFutures.Fuzzing.Targets;

/// <summary>
/// A close whose first answer is hostile. Later closes are refused, the exchange knows no order of that id, and the
/// position goes on standing as it was: so that it was closed can never be claimed, that it was taken only where the answer
/// says so, and whatever is sent again carries the same id.
/// </summary>
internal static class CloseTarget
{
    private static readonly JsonMutator s_data = new([.. Corpus.Cancels.Where(data => data.IsObject)], Corpus.AnswerMembers);
    private static readonly JsonMutator s_envelopes = new(Corpus.Answers, Corpus.AnswerMembers);

    public static FuzzTarget Target { get; } = new("close", Draw, Check, [nameof(CloseOutcome.Unknown), nameof(CloseOutcome.Accepted), nameof(CloseOutcome.Rejected)]) { ShortRun = 500 };

    private static byte[] Draw(Random random)
    {
        byte[] body = random.Next(3) == 0 ? s_envelopes.Draw(random) : s_data.Draw(random, Corpus.Envelope);
        int status = random.Next(4) == 0 ? ReplyInput.DrawStatus(random) : 200;
        return ReplyInput.Write(status, [], body);
    }

    private static string Check(byte[] input)
    {
        ReplyInput hostile = ReplyInput.Parse(input);
        var sentIds = new List<string>();
        using var stage = new Stage((path, sent) => path switch
        {
            "/api/v1/timestamp" => Stage.Good("""{"status":"ok","ts":1789716092325}"""),
            "/v5/trade/order/opens" or "/v5/trade/order/history" => Stage.Good(Corpus.Envelope("[]")),
            "/v5/trade/position/opens" => Stage.Good(Corpus.Envelope($"[{Corpus.Position}]")),
            "/v5/trade/position" => Close(sent),
            _ => Stage.Good("""{"code":1061,"message":"not exist","data":null}"""),
        });
        HtxCloseResult? result = null;
        HtxException? failure = stage.Play(async client =>
            result = await client.Positions.CloseAsync(PositionReference.Create("BTC-USDT", PositionSide.Long, MarginMode.Cross)).ConfigureAwait(false));
        Property.Require(failure is null && result is not null, "a close does not fail", () => failure!.Message);
        Property.Require(stage.Time.Elapsed < TimeSpan.FromMinutes(5), "a close has an end", () => $"{stage.Time.Elapsed}");
        Property.Require(sentIds.Distinct().Count() <= 1, "whatever is sent again carries the same id", () => string.Join(", ", sentIds));
        Property.Require(
            result!.Outcome is CloseOutcome.Unknown or CloseOutcome.Rejected or CloseOutcome.Accepted,
            "what stands is not said to be closed", () => $"{result.Outcome} by code {result.Code}");
        Property.Require(
            result.Outcome != CloseOutcome.Accepted || Supported(hostile, sentIds[0]),
            "that the close was taken stands in the answer", () => $"code {result.Code}");
        Stage.CheckText(result.Message);
        return result.Outcome.ToString();

        ReplyInput Close(string sent)
        {
            using var request = JsonDocument.Parse(sent);
            sentIds.Add(request.RootElement.GetProperty("client_order_id").GetString()!);
            return sentIds.Count == 1 ? hostile : Stage.Good("""{"code":1205,"message":"no permission","data":null}""");
        }
    }

    /// <summary>Whether the answer says that the close was taken: it is done, and nothing in it says otherwise or speaks of another one.</summary>
    private static bool Supported(ReplyInput hostile, string clientOrderId) =>
        EnvelopeOracle.Read(hostile.Body.Span) is { } answer
        && answer.IsDone(hostile.Status)
        && CancelOracle.Read(answer.Data) is { } items
        && items.TrueForAll(item => item.Code is null or 200 && (item.ClientOrderId is null || item.ClientOrderId == clientOrderId || item.ClientOrderId == item.OrderId));
}
