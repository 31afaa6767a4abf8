using System.Globalization;
using HtxFutures.Fuzzing.Mutation;
using HtxFutures.Fuzzing.Oracles;

namespace HtxFutures.Fuzzing.Targets;

/// <summary>
/// A mass cancel whose answer is hostile. Later cancels are refused and every order that was listed goes on standing:
/// so whatever is claimed can only come from that answer, and must stand in it.
/// </summary>
internal static class ClearTarget
{
    private static readonly JsonMutator s_mutator = new(Corpus.Cancels, Corpus.AnswerMembers);

    public static FuzzTarget Target { get; } = new("clear", Draw, Check, ["nothing claimed", "nothing open", "Accepted", "AlreadyCanceled"]) { ShortRun = 1000 };

    private static byte[] Draw(Random random) =>
        [(byte)('0' + random.Next(4)), .. ReplyInput.Write(random.Next(4) == 0 ? ReplyInput.DrawStatus(random) : 200, [], s_mutator.Draw(random, Corpus.Envelope))];

    private static string Check(byte[] input)
    {
        int count = input.Length > 0 ? Math.Clamp(input[0] - '0', 0, 9) : 0;
        ReplyInput hostile = ReplyInput.Parse(input.AsMemory(Math.Min(1, input.Length)));
        string[] standing = [.. Enumerable.Range(0, count).Select(Row)];
        int cleared = 0;
        using var stage = new Stage((path, sent) => path switch
        {
            "/api/v1/timestamp" => Stage.Good("""{"status":"ok","ts":1789716092325}"""),
            "/v5/trade/order/opens" => Stage.Good(Corpus.Envelope($"[{string.Join(',', standing)}]")),
            "/v5/trade/order/history" => Stage.Good(Corpus.Envelope("[]")),
            "/v5/trade/cancel_all_orders" when cleared++ == 0 => hostile,
            "/v5/trade/order" => Stage.Good("""{"code":1061,"message":"no order","data":null}"""),
            _ => Stage.Good("""{"code":1205,"message":"no permission","data":null}"""),
        });
        List<HtxCancelResult> results = [];
        HtxException? failure = stage.Play(async client =>
        {
            MassCancelPlan plan = await client.Orders.PlanMassCancelAsync(MassCancelScope.Contract("ETH-USDT")).ConfigureAwait(false);
            await foreach (HtxCancelResult result in client.Orders.MassCancelAsync(plan).ConfigureAwait(false))
            {
                Stage.CheckResult(result);
                results.Add(result);
            }
        });
        Property.Require(stage.Time.Elapsed < TimeSpan.FromMinutes(30), "a mass cancel has an end", () => $"{stage.Time.Elapsed}");
        Property.Require(failure is null || (count == 0 && results.Count == 0), "a mass cancel with orders does not fail as a whole", () => failure!.Message);
        return failure is null ? CheckResults(count, results, hostile) : "failed";
    }

    private static string CheckResults(int count, List<HtxCancelResult> results, ReplyInput hostile)
    {
        Property.Require(
            Enumerable.Range(0, count).All(i => results.Count(result => result.OrderId == OrderId(i)) == 1), "each order that was listed has one result", () => $"{results.Count} for {count}");
        Property.Require(
            results.Select(result => result.OrderId).OfType<string>().GroupBy(id => id).All(same => same.Count() == 1), "no order has two results", () => $"{results.Count} for {count}");
        string word = results.Count == 0 ? "nothing open" : "nothing claimed";
        foreach (HtxCancelResult result in results)
        {
            CancelOutcome? claimed = result.Outcome is CancelOutcome.Unknown or CancelOutcome.Rejected or CancelOutcome.NotFound ? null : result.Outcome;
            Property.Require(claimed is null || claimed == Supported(hostile, result), "what is claimed of an order stands in the answer", () => $"{result.OrderId} {result.ClientOrderId}: {claimed} by code {result.Code}");
            Property.Require(
                claimed is not null || Supported(hostile, result) is null, "what is said of an order is heard", () => $"{result.OrderId} {result.ClientOrderId}: {result.Outcome}");
            word = claimed?.ToString() ?? word;
        }

        return word;
    }

    private static CancelOutcome? Supported(ReplyInput hostile, HtxCancelResult result)
    {
        if (EnvelopeOracle.Read(hostile.Body.Span) is not { } answer || !answer.IsDone(hostile.Status) || CancelOracle.Read(answer.Data) is not { } items)
        {
            return null;
        }

        string? clientOrderId = result.ClientOrderId ?? items.FindLast(item => item.OrderId is not null && item.OrderId == result.OrderId && item.ClientOrderId is not null)?.ClientOrderId;
        List<CancelOracle> words = items.FindAll(item => item.OrderId is { } id ? id == result.OrderId : item.ClientOrderId is { } own && own == clientOrderId);
        return words.Count == 0 || !words.TrueForAll(word => word.Code == words[0].Code) ? null : words[0].Code switch
        {
            200 => CancelOutcome.Accepted,
            1062 => CancelOutcome.Pending,
            1063 => CancelOutcome.Filled,
            1071 => CancelOutcome.AlreadyCanceled,
            _ => null,
        };
    }

    private static string OrderId(int i) => string.Create(CultureInfo.InvariantCulture, $"{1550000000000000001 + i}");

    private static string Row(int i) => Corpus.OpenOrder
        .Replace("1550000000000000001", OrderId(i), StringComparison.Ordinal)
        .Replace("577000000000000001", string.Create(CultureInfo.InvariantCulture, $"{577000000000000001 + i}"), StringComparison.Ordinal);
}
