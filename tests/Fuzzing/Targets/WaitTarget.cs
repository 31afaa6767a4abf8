using System.Globalization;
using HtxFutures.Fuzzing.Mutation;
using HtxFutures.Fuzzing.Oracles;

namespace HtxFutures.Fuzzing.Targets;

/// <summary>
/// Orders whose cancels were taken, and whose end is then looked for in hostile answers: of each listing, and of each
/// single order. An order is said to have ended only if every row that names it says so, in the same word.
/// </summary>
internal static class WaitTarget
{
    private const string Contract = "ETH-USDT";

    private static readonly JsonMutator s_mutator = new(Corpus.Orders, Corpus.AnswerMembers);

    public static FuzzTarget Target { get; } = new("wait", Draw, Check, ["nothing claimed", "Canceled", "Filled"]) { ShortRun = 1000 };

    private static byte[] Draw(Random random) =>
        [(byte)('0' + random.Next(1, 5)), .. ReplyInput.Write(random.Next(8) == 0 ? ReplyInput.DrawStatus(random) : 200, [], s_mutator.Draw(random, Corpus.Envelope))];

    private static string Check(byte[] input)
    {
        int count = input.Length > 0 ? Math.Clamp(input[0] - '0', 1, 9) : 1;
        ReplyInput hostile = ReplyInput.Parse(input.AsMemory(Math.Min(1, input.Length)));
        OrderReference[] orders = [.. Enumerable.Range(0, count).Select(i => OrderReference.Create(Contract, string.Create(CultureInfo.InvariantCulture, $"{1550000000000000001 + i}")))];
        bool isConnected = false;
        using var stage = new Stage((path, sent) => path switch
        {
            "/api/v1/timestamp" => Stage.Good("""{"status":"ok","ts":1789716092325}"""),
            "/v5/trade/order/opens" when !isConnected => Stage.Good(Corpus.Envelope("[]")),
            "/v5/trade/cancel_order" or "/v5/trade/cancel_batch_orders" => Stage.Good(Corpus.Envelope($"[{string.Join(',', orders.Select(Taken))}]")),
            _ => hostile,
        });
        List<HtxCancelResult> results = [];
        HtxException? failure = stage.Play(async client =>
        {
            isConnected = true;
            results = await Stage.CancelAsync(client, orders, wait: TimeSpan.FromSeconds(1.5)).ConfigureAwait(false);
        });
        Property.Require(failure is null, "a run of cancels does not fail", () => failure!.Message);
        Property.Same(count, results.Count, "every order has one result");
        Property.Require(stage.Time.Elapsed < TimeSpan.FromMinutes(10), "a wait has an end", () => $"{stage.Time.Elapsed}");
        string word = "nothing claimed";
        foreach (OrderReference order in orders)
        {
            HtxCancelResult result = results.Single(result => result.OrderId == order.OrderId);
            CancelOutcome? claimed = result.Outcome is CancelOutcome.Accepted or CancelOutcome.Unknown ? null : result.Outcome;
            Property.Require(claimed is null || claimed == Supported(hostile, order), "what is claimed of an order's end stands in the answer", () => $"{order}: {claimed}");
            word = claimed?.ToString() ?? word;
        }

        return word;
    }

    private static CancelOutcome? Supported(ReplyInput hostile, OrderReference order)
    {
        if (EnvelopeOracle.Read(hostile.Body.Span) is not { } answer || !answer.IsDone(hostile.Status) || OrderOracle.Read(answer.Data) is not { } rows)
        {
            return null;
        }

        string?[] states = [.. rows.Where(row => row.OrderId == order.OrderId).Select(row => row.Text("state")).Distinct()];
        return states is [var state] ? Meaning(state) : null;
    }

    private static CancelOutcome? Meaning(string? state) => state switch
    {
        "canceled" or "rejected" => CancelOutcome.Canceled,
        "partially_canceled" => CancelOutcome.PartiallyCanceled,
        "filled" => CancelOutcome.Filled,
        _ => null,
    };

    private static string Taken(OrderReference order) => $$"""{"code":200,"message":"Success","order_id":"{{order.OrderId}}","client_order_id":"{{order.OrderId}}"}""";
}
