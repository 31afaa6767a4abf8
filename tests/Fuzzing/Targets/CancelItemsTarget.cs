using HtxFutures.Calls;
using HtxFutures.Calls.Answers;
using HtxFutures.Fuzzing.Mutation;
using HtxFutures.Fuzzing.Oracles;
using HtxFutures.Orders.Clearing;
using HtxFutures.Orders.Stopping;

namespace HtxFutures.Fuzzing.Targets;

/// <summary>
/// What an answer to cancels says of each order (<see cref="CancelItemReader"/>, <see cref="CancelJudge"/>,
/// <see cref="MassCancelTally"/>): no order is named that does not stand there, and none is judged by what contradicts itself.
/// </summary>
internal static class CancelItemsTarget
{
    private static readonly JsonMutator s_mutator = new(Corpus.Cancels, Corpus.AnswerMembers);
    private static readonly HtxOrder[] s_listed =
    [
        Listed("1550000000000000001", "577000000000000001"), Listed("1550000000000000002", "1550000000000000002"), Listed("1550000000000000003", null),

        // One whose client gave it the number of another order.
        Listed("1550000000000000004", "1550000000000000003"),
    ];

    public static FuzzTarget Target { get; } = new(
        "cancel-items", random => s_mutator.Draw(random, Corpus.Envelope), Check, ["no envelope", "contradictory", "no items", "one item", "items"]);

    private static string Check(byte[] input)
    {
        if (!EnvelopeReader.TryRead(input, out Envelope envelope) || envelope.Code != 200)
        {
            return "no envelope";
        }

        List<CancelOracle>? expected = CancelOracle.Read(EnvelopeOracle.Read(input)?.Data);
        long before = GC.GetAllocatedBytesForCurrentThread();
        List<CancelItem>? items = CancelItemReader.Read(envelope.Data.Span);
        Property.Frugal(before, input.Length);

        Property.Same(expected is not null, items is not null, "items are read if and only if none contradicts itself");
        CompareTally(envelope, expected ?? []);
        if (items is null)
        {
            return "contradictory";
        }

        Property.Same(expected!.Count, items.Count, "there are as many items as in the answer");
        for (int i = 0; i < items.Count; i++)
        {
            Property.Same(expected[i], new CancelOracle(items[i].Code, items[i].OrderId, items[i].ClientOrderId), "an item says what stands there");
            Property.Showable(items[i].Message, "an item's text", 210);
        }

        Array.ForEach(s_listed, order => CompareVerdict(order, items, expected));
        return items.Count switch { 0 => "no items", 1 => "one item", _ => "items" };
    }

    /// <summary>In a batch, by the exchange's id and by the client's.</summary>
    private static void CompareVerdict(HtxOrder order, List<CancelItem> items, List<CancelOracle> expected)
    {
        foreach ((string? orderId, string? clientOrderId) in new[] { (order.OrderId, order.ClientOrderId), (null, order.ClientOrderId) })
        {
            if ((orderId ?? clientOrderId) is not null)
            {
                var reference = OrderReference.AsNamed(order.ContractCode, orderId, clientOrderId);
                CancelItem? word = CancelJudge.Agreed(reference, items);
                Property.Same(Agreed(expected.FindAll(item => item.Names(orderId, clientOrderId))), word?.Code, "an order is judged by what all that name it say");
            }
        }
    }

    /// <summary>In a mass cancel, of orders that were listed before.</summary>
    private static void CompareTally(Envelope envelope, List<CancelOracle> expected)
    {
        var call = new CallResult { Outcome = AttemptOutcome.Done, Envelope = envelope, Attempts = 1, MayHaveRun = false, Failure = null };
        long before = GC.GetAllocatedBytesForCurrentThread();
        var tally = new MassCancelTally(new MassCancelPlan(MassCancelScope.Contract("ETH-USDT"), s_listed, null), call, 0);
        Property.Frugal(before, envelope.Data.Length);

        List<CancelOracle> named = expected.FindAll(item => item.OrderId is not null || item.ClientOrderId is not null);
        Property.Require(
            tally.Items.Count >= s_listed.Length && tally.Items.Count <= s_listed.Length + named.Count, "each order has its result, and no other has", () => $"{tally.Items.Count} for {named.Count}");
        Property.Require(
            tally.Items.Select(stop => stop.Order.OrderId).OfType<string>().GroupBy(id => id).All(same => same.Count() == 1), "no order has two results", () => $"{tally.Items.Count}");
        Property.Require(
            named.TrueForAll(item => tally.Items.Any(stop => item.OrderId is { } id ? id == stop.Order.OrderId : item.ClientOrderId == stop.Order.ClientOrderId)
                || named.Exists(other => item.OrderId is null && other.OrderId is not null && other.ClientOrderId == item.ClientOrderId)),
            "an order that stands in the answer has a result",
            () => $"{tally.Items.Count} for {named.Count}");
        foreach (StopItem stop in tally.Items)
        {
            // By the exchange's id where the item has one, else by the client's.
            string? clientOrderId = stop.Order.ClientOrderId ?? named.FindLast(item => item.OrderId == stop.Order.OrderId && item.OrderId is not null && item.ClientOrderId is not null)?.ClientOrderId;
            List<CancelOracle> words = named.FindAll(item => item.OrderId is { } id ? id == stop.Order.OrderId : item.ClientOrderId == clientOrderId);
            Property.Require(words.Count > 0 || Array.Exists(s_listed, order => order.OrderId == stop.Order.OrderId), "an order was listed or stands in the answer", () => stop.Order.ToString());
            int? judged = CancelJudge.Judge(stop, call, tally.WordOn(stop, call)).IsKnown ? tally.WordOn(stop, call)?.Code : null;
            Property.Require(judged is null || judged == Agreed(words), "an order of a mass cancel is judged by what all that name it say", () => $"{stop.Order} by {judged}");
            Property.Require(judged is not null || Agreed(words) is not (200 or 1062 or 1063 or 1071), "what is said of an order of a mass cancel is heard", () => $"{stop.Order}");
        }
    }

    private static int? Agreed(List<CancelOracle> words) => words.Count > 0 && words.TrueForAll(word => word.Code == words[0].Code) ? words[0].Code : null;

    private static HtxOrder Listed(string orderId, string? clientOrderId) => new() { ContractCode = "ETH-USDT", OrderId = orderId, ClientOrderId = clientOrderId };
}
