using System.Globalization;
using HtxFutures.Fuzzing.Mutation;
using HtxFutures.Fuzzing.Oracles;

namespace HtxFutures.Fuzzing.Targets;

/// <summary>
/// A run of cancels whose first answer is hostile. Later cancels are refused and every order goes on standing where it
/// stood: so whatever is claimed of one can only come from that first answer, and must stand in it.
/// </summary>
internal sealed class CancelTarget
{
    private const string Contract = "ETH-USDT";
    private const long FirstClientId = 577000000000000001;

    private static readonly JsonMutator s_envelopes = new(Corpus.Answers, Corpus.AnswerMembers);

    private readonly OrderKind _kind;
    private readonly JsonMutator _many;
    private readonly JsonMutator _one;

    /// <param name="kind">What sort of orders.</param>
    /// <param name="many">Answers to cancels of several.</param>
    /// <param name="one">Answers to the cancel of one.</param>
    private CancelTarget(OrderKind kind, IReadOnlyList<JsonShape> many, IReadOnlyList<JsonShape> one) =>
        (_kind, _many, _one) = (kind, new JsonMutator(many, Corpus.AnswerMembers), new JsonMutator(one, Corpus.AnswerMembers));

    public static FuzzTarget Target { get; } = new CancelTarget(OrderKind.Order, Corpus.Cancels, [.. Corpus.Cancels.Where(data => data.IsObject)]).Named("cancel");

    public static FuzzTarget Algos { get; } = new CancelTarget(OrderKind.AlgoOrder, Corpus.AlgoCancels, Corpus.AlgoCancels).Named("cancel-algo");

    private bool AreAlgos => _kind == OrderKind.AlgoOrder;

    private string IdName => AreAlgos ? "algo_id" : "order_id";

    private string ClientIdName => AreAlgos ? "algo_client_order_id" : "client_order_id";

    private string Listed => AreAlgos ? Corpus.StopLoss : Corpus.OpenOrder;

    private long FirstId => AreAlgos ? 1560000000000000001 : 1550000000000000001;

    private FuzzTarget Named(string name) => new(name, Draw, Check, ["nothing claimed", "Accepted", "AlreadyCanceled", "Filled"]) { ShortRun = 1000 };

    // In front of the answer: how many orders, and by which id they go.
    private byte[] Draw(Random random)
    {
        int count = random.Next(2) == 0 ? 1 : random.Next(2, 5);
        byte[] body = random.Next(4) == 0 ? s_envelopes.Draw(random) : (count == 1 ? _one : _many).Draw(random, Corpus.Envelope);
        int status = random.Next(4) == 0 ? ReplyInput.DrawStatus(random) : 200;
        return [(byte)('0' + count), (byte)(random.Next(4) == 0 ? 'c' : 'o'), .. ReplyInput.Write(status, [], body)];
    }

    private string Check(byte[] input)
    {
        int count = input.Length > 0 ? Math.Clamp(input[0] - '0', 1, 9) : 1;
        bool byClient = input.Length > 1 && input[1] == 'c';
        ReplyInput hostile = ReplyInput.Parse(input.AsMemory(Math.Min(2, input.Length)));
        OrderReference[] orders = [.. Enumerable.Range(0, count).Select(i => byClient
            ? OrderReference.Create(Contract, null, Text(FirstClientId + i), _kind)
            : OrderReference.Create(Contract, Text(FirstId + i), null, _kind))];

        int cancels = 0;
        using var stage = new Stage((path, sent) => path switch
        {
            "/api/v1/timestamp" => Stage.Good("""{"status":"ok","ts":1789716092325}"""),
            "/v5/trade/order/opens" => Stage.Good(Corpus.Envelope("[]")),
            "/v5/trade/order" => Stage.Good(Corpus.Envelope(Standing(sent))),
            "/v5/algo/order/opens" or "/v5/algo/order/history" => Stage.Good(Corpus.Envelope("[]")),
            "/v5/algo/order" => Stage.Good(Corpus.Envelope(sent.Contains("type=sl", StringComparison.Ordinal) ? $"[{Standing(sent)}]" : "[]")),
            _ => cancels++ == 0 ? hostile : Stage.Good("""{"code":1205,"message":"no permission","data":null}"""),
        });
        List<HtxCancelResult> results = [];
        HtxException? failure = stage.Play(async client => results = await (AreAlgos ? Stage.CancelAlgosAsync(client, orders) : Stage.CancelAsync(client, orders)).ConfigureAwait(false));
        Property.Require(failure is null, "a run of cancels does not fail", () => failure!.Message);
        Property.Same(count, results.Count, "every order has one result");
        Property.Require(stage.Time.Elapsed < TimeSpan.FromMinutes(5), "a run of cancels has an end", () => $"{stage.Time.Elapsed}");

        string word = "nothing claimed";
        EnvelopeOracle? answer = EnvelopeOracle.Read(hostile.Body.Span);
        foreach (OrderReference order in orders)
        {
            HtxCancelResult result = results.Single(result => byClient ? result.ClientOrderId == order.ClientOrderId : result.OrderId == order.OrderId);
            CancelOutcome? claimed = result.Outcome is CancelOutcome.Unknown or CancelOutcome.Rejected ? null : result.Outcome;
            Property.Require(claimed is null || claimed == Supported(answer, hostile.Status, order, count), "what is claimed of an order stands in the answer", () => $"{order}: {claimed} by code {result.Code}");
            word = claimed?.ToString() ?? word;
        }

        return word;
    }

    /// <summary>What the answer supports; null for nothing.</summary>
    private CancelOutcome? Supported(EnvelopeOracle? answer, int status, OrderReference order, int count)
    {
        if (answer is null)
        {
            return null;
        }

        if (!answer.IsDone(status))
        {
            // Of a single order; what is said of a whole batch is true of none of its orders.
            return count == 1 && answer.Code != 200 ? Meaning(answer.Code) : null;
        }

        if (CancelOracle.Read(answer.Data, IdName, ClientIdName) is not { } items)
        {
            return null;
        }

        List<CancelOracle> naming = items.FindAll(item => item.Names(order.OrderId, order.ClientOrderId));
        if (count > 1 || AreAlgos)
        {
            // Of algo orders the answer is a list, also to one alone (desk facts 1.6).
            return naming.Count > 0 && naming.TrueForAll(item => item.Code == naming[0].Code) ? Meaning(naming[0].Code) : null;
        }

        bool isOurs = items.TrueForAll(item => order.OrderId is { } id ? item.OrderId is null || item.OrderId == id : item.ClientOrderId is null || item.ClientOrderId == order.ClientOrderId);
        return isOurs && items.TrueForAll(item => item.Code is null or 200) ? CancelOutcome.Accepted : null;
    }

    private static CancelOutcome? Meaning(int? code) => code switch
    {
        200 => CancelOutcome.Accepted,
        1062 => CancelOutcome.Pending,
        1063 => CancelOutcome.Filled,
        1071 => CancelOutcome.AlreadyCanceled,
        _ => null,
    };

    /// <summary>The order that was asked for, as it stands.</summary>
    private string Standing(string query)
    {
        bool byClient = query.Contains($"{ClientIdName}=", StringComparison.Ordinal);
        string id = query.Split($"{(byClient ? ClientIdName : IdName)}=")[1].Split('&')[0];
        return Listed.Replace(Text(byClient ? FirstClientId : FirstId), id, StringComparison.Ordinal);
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
