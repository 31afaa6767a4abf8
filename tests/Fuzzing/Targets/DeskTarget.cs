using System.Globalization;
using HtxFutures.Fuzzing.Mutation;

namespace HtxFutures.Fuzzing.Targets;

/// <summary>
/// A client at work before an exchange that answers anything to everything. It ends in time, throws nothing but its own
/// failures and shows nothing that is unfit to be shown; and once the exchange is itself again, so is the client.
/// </summary>
internal static class DeskTarget
{
    // Twenty refusals for want of budget, a minute each, for each of the calls that one order may need.
    private static readonly TimeSpan s_longestWork = TimeSpan.FromHours(12);

    // The longest rest that an answer can ask for, and a window of the longest kind.
    private static readonly TimeSpan s_rest = TimeSpan.FromHours(25);

    // Long, since it goes on being renewed through the rest where it could not be disabled: at 30 s those inputs took most of a run.
    private static readonly TimeSpan s_switch = TimeSpan.FromMinutes(15);

    private static readonly byte[] s_separator = "\n%%\n"u8.ToArray();
    private static readonly JsonMutator s_mutator = new(Corpus.Answers, Corpus.AnswerMembers);
    private static readonly OrderReference[] s_orders = [.. Enumerable.Range(1, 4).Select(i => OrderReference.Create("ETH-USDT", string.Create(CultureInfo.InvariantCulture, $"{1550000000000000000 + i}")))];

    private static readonly OrderReference[] s_algos = [.. s_orders.Select(order => OrderReference.Create(order.ContractCode, order.OrderId, null, OrderKind.AlgoOrder))];

    private static readonly (char Letter, string Name, Func<HtxFuturesClient, TimeProvider, Task> Work)[] s_works =
    [
        ('l', "list", (client, _) => ListAsync(client)),
        ('f', "find", async (client, _) => Show(await client.Orders.FindAsync(s_orders[0]).ConfigureAwait(false))),
        ('c', "cancel one", (client, _) => CancelAsync(client, s_orders[..1])),
        ('b', "cancel some", (client, _) => CancelAsync(client, s_orders)),
        ('w', "wait", (client, _) => CancelAsync(client, s_orders, TimeSpan.FromSeconds(2))),
        ('g', "list algo orders", (client, _) => ListAlgosAsync(client)),
        ('s', "stop algo orders", (client, _) => StopAlgosAsync(client)),
        ('m', "clear", (client, _) => ClearAsync(client)),
        ('a', "auto-cancel", GuardAsync),
    ];

    // Five listings make one of algo orders: in a short run each time one of them meets something.
    public static FuzzTarget Target { get; } = new("desk", Draw, Check, [.. s_works.Where(work => work.Letter != 'g').Select(work => work.Name), "list, failed", "find, failed", "list algo orders, failed", "clear, failed", "auto-cancel, failed", "connect, failed"]) { ShortRun = 1000 };

    private static byte[] Draw(Random random)
    {
        char letter = random.Next(8) == 0 ? 'x' : s_works[random.Next(s_works.Length)].Letter;
        IEnumerable<byte> input = [(byte)letter];
        for (int replies = random.Next(1, 5); replies > 0; replies--)
        {
            int status = random.Next(3) == 0 ? ReplyInput.DrawStatus(random) : 200;
            byte[] reply = ReplyInput.Write(status, HostileHeaders.Draw(random), random.Next(30) == 0 ? [] : HostileText.WithKey(random, s_mutator.Draw(random), TestKeys.AccessKey));
            input = [.. input, .. reply, .. s_separator];
        }

        return [.. input];
    }

    private static string Check(byte[] input)
    {
        char letter = input.Length > 0 ? (char)input[0] : 'x';
        List<ReplyInput> replies = Split(input.AsMemory(Math.Min(1, input.Length)));
        (_, string name, Func<HtxFuturesClient, TimeProvider, Task> work) = s_works.FirstOrDefault(work => work.Letter == letter, ('x', "connect", (_, _) => Task.CompletedTask));
        bool isHostile = letter == 'x';
        int sent = 0;
        Stage stage = null!;
        using var playing = stage = new Stage((path, query) => isHostile ? replies[sent++ % replies.Count] : Honest(path, query, stage.Time.GetUtcNow()));
        bool isBack = false;
        HtxException? met = null;
        HtxException? failure = stage.Play(async client =>
        {
            isHostile = true;
            met = await WorkAsync(() => work(client, stage.Time)).ConfigureAwait(false);
            isHostile = false;
            await Task.Delay(s_rest, stage.Time).ConfigureAwait(false);
            await ListAsync(client).ConfigureAwait(false);
            isBack = true;
        });
        Property.Require(isBack || letter == 'x', "the client is itself again once the exchange is", () => failure?.Message ?? "it is not");
        Property.Require(met is null || letter is not ('c' or 'b' or 'w' or 's'), "a run of cancels does not fail", () => met!.Message);
        Property.Require(stage.Time.Elapsed < s_longestWork + s_rest, "work has an end", () => $"{stage.Time.Elapsed} after {sent} requests");
        return (failure ?? met) is null ? name : $"{name}, failed";
    }

    /// <returns>The failure that the work ended in, which is the client's own; null where it did not.</returns>
    private static async Task<HtxException?> WorkAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
            return null;
        }
        catch (HtxException failure)
        {
            Stage.CheckFailure(failure);
            return failure;
        }
    }

    private static async Task ListAsync(HtxFuturesClient client)
    {
        await foreach (HtxOrder order in client.Orders.ListOpenAsync().ConfigureAwait(false))
        {
            Show(order);
        }

        _ = client.GetRequestBudgets();
        _ = client.ExchangeTime;
    }

    private static async Task ListAlgosAsync(HtxFuturesClient client)
    {
        await foreach (HtxAlgoOrder algo in client.AlgoOrders.ListActiveAsync().ConfigureAwait(false))
        {
            Stage.CheckText(algo.ToString(), 2000);
        }
    }

    private static async Task CancelAsync(HtxFuturesClient client, OrderReference[] orders, TimeSpan? wait = null) =>
        CheckEach(orders, await Stage.CancelAsync(client, orders, wait).ConfigureAwait(false));

    private static async Task StopAlgosAsync(HtxFuturesClient client) =>
        CheckEach(s_algos, await Stage.CancelAlgosAsync(client, s_algos).ConfigureAwait(false));

    // What fails is in the results: one for each order, whatever the exchange does.
    private static void CheckEach(OrderReference[] orders, List<HtxCancelResult> results) =>
        Property.Require(orders.All(order => results.Count(result => result.OrderId == order.OrderId) == 1) && results.Count == orders.Length, "every order has one result", () => $"{results.Count}");

    private static async Task ClearAsync(HtxFuturesClient client)
    {
        MassCancelPlan plan = await client.Orders.PlanMassCancelAsync(MassCancelScope.Account).ConfigureAwait(false);
        await foreach (HtxCancelResult result in client.Orders.MassCancelAsync(plan).ConfigureAwait(false))
        {
            Stage.CheckResult(result);
        }
    }

    private static async Task GuardAsync(HtxFuturesClient client, TimeProvider time)
    {
        HtxAutoCancel guard = await client.Switch.EnableAsync(s_switch, keepAlive: true).ConfigureAwait(false);
        for (int look = 0; look < 3; look++)
        {
            Stage.CheckText(guard.ToString());
            await Task.Delay(s_switch * 2 / 3, time).ConfigureAwait(false);
            guard = client.Switch.State;
            Stage.CheckText(guard.LastError);
            client.Switch.TakeWarnings().ToList().ForEach(warning => Stage.CheckText(warning));
        }

        await client.Switch.DisableAsync().ConfigureAwait(false);
    }

    private static void Show(HtxOrder? order)
    {
        if (order is not null)
        {
            Stage.CheckOrder(order);
        }
    }

    /// <summary>An exchange with no orders and a clock that it looks at.</summary>
    private static ReplyInput Honest(string path, string query, DateTimeOffset now)
    {
        string stamp = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        if (path == "/api/v1/timestamp")
        {
            return Stage.Good($$"""{"status":"ok","ts":{{stamp}}}""");
        }

        string signed = Uri.UnescapeDataString(query.Split("Timestamp=")[1].Split('&')[0]);
        bool isTimely = (DateTimeOffset.ParseExact(signed, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) - now).Duration() < TimeSpan.FromMinutes(5);
        return Stage.Good(isTimely ? $$"""{"code":200,"message":"Success","data":[],"ts":{{stamp}}}""" : $$"""{"code":12001,"message":"Invalid submission time","data":null,"ts":{{stamp}}}""");
    }

    private static List<ReplyInput> Split(ReadOnlyMemory<byte> input)
    {
        var replies = new List<ReplyInput>();
        while (input.Span.IndexOf(s_separator) is >= 0 and var end)
        {
            replies.Add(ReplyInput.Parse(input[..end]));
            input = input[(end + s_separator.Length)..];
        }

        return replies.Count > 0 ? replies : [ReplyInput.Parse(input)];
    }
}
