using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Past;

/// <summary>
/// Random pasts, questions and exchanges: every row that was there when it was asked for comes, none comes twice, none that was not
/// asked for, and they come in order, whatever the pages, the seams and what ends meanwhile.
/// </summary>
public sealed class PastPropertyTests
{
    private static readonly string[] s_contracts = ["BTC-USDT", "ETH-USDT", "SOL-USDT"];
    private static readonly string[] s_modes = ["cross", "isolated"];
    private static readonly TimeSpan s_seam = TimeSpan.FromHours(48);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 100)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Finished_orders_are_those_of_the_model(int seed)
    {
        var random = new Random(seed);
        using PastStage stage = Stage(random);
        DateTimeOffset now = Whole(stage.Now);
        SandboxOrder[] planted = [.. Times(random, now, TimeSpan.FromDays(random.Next(1, 12))).Select(at => stage.Plant(
            at, Pick(random, s_contracts), Pick(random, s_modes), Life(random, now - at), isFilled: random.Next(2) == 0))];
        string[] open = [.. Enumerable.Range(0, 20).Select(_ => stage.Sandbox.AddOrder(Pick(random, s_contracts), Pick(random, s_modes)).OrderId)];
        FinishedOrdersQuery query = new()
        {
            ContractCodes = [.. s_contracts.Take(random.Next(1, 4))],
            MarginMode = random.Next(3) == 0 ? Pick(random, MarginMode.Cross, MarginMode.Isolated) : null,
            States = random.Next(3) == 0 ? [OrderState.Canceled] : null,
            Since = Edge(random, now),
            Until = random.Next(3) == 0 ? now - (s_seam * random.NextDouble() / 10) : null,
            ReadsAhead = random.Next(2) == 0,
        };
        PastReading<HtxOrder> reading = stage.Desk.Client.History.ListOrders(query);
        DateTimeOffset since = Whole(reading.Since), until = Whole(reading.Until);
        HashSet<string> expected = [.. planted
            .Where(order => query.ContractCodes.Contains(order.ContractCode) && query.MarginMode?.ToString().Equals(order.MarginMode, StringComparison.OrdinalIgnoreCase) is not false)
            .Where(order => query.States is null || order.State == SandboxOrderState.Canceled)
            .Where(order => order.CreatedAt >= since && order.CreatedAt <= until)

            // Where the exchange goes by their end, what outlived the time that is asked for is not to be had.
            .Where(order => stage.Options.FinishedByCreation || order.UpdatedAt <= until)
            .Select(order => order.OrderId)];
        List<HtxOrder> read = Read(stage, reading, i => stage.Sandbox.Account.Cancel(open[i % open.Length]), random);

        Assert.Equal(read.Count, read.DistinctBy(order => order.OrderId).Count());
        Assert.Equal(expected.Order(), read.Select(order => order.OrderId).Where(id => !open.Contains(id)).Order());
        if (stage.Options is { FinishedByCreation: true, FinishedOldestFirst: false })
        {
            AssertNewestFirst(read.Select(order => order.CreatedAt!.Value));
            Assert.False(reading.GoesByOtherTime);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Executions_are_those_of_the_model(int seed)
    {
        var random = new Random(seed);
        using PastStage stage = Stage(random);
        DateTimeOffset now = Whole(stage.Now);
        foreach (DateTimeOffset at in Times(random, now, TimeSpan.FromDays(random.Next(1, 5))))
        {
            stage.Plant(at, Pick(random, s_contracts), Pick(random, s_modes), fills: random.Next(1, 5));
        }

        SandboxFill[] planted = [.. stage.Sandbox.Account.Fills];
        string[] open = [.. Enumerable.Range(0, 20).Select(_ => stage.Sandbox.AddOrder(Pick(random, s_contracts), Pick(random, s_modes)).OrderId)];
        bool bySome = random.Next(3) == 0;
        SandboxFill[] some = bySome ? [.. planted.OrderBy(_ => random.Next()).Take(random.Next(1, 12))] : [];
        FillsQuery query = new()
        {
            ContractCodes = bySome ? [] : [.. s_contracts.Take(random.Next(1, 4))],
            Orders = [.. some.Select(fill => OrderReference.Create(fill.ContractCode, fill.OrderId))],
            MarginMode = random.Next(3) == 0 ? MarginMode.Isolated : null,
            Since = bySome ? null : Edge(random, now),
            ReadsAhead = random.Next(2) == 0,
        };
        if (query is { ContractCodes.Count: 0, Orders.Count: 0 })
        {
            return;
        }

        PastReading<HtxFill> reading = stage.Desk.Client.History.ListFills(query);
        HashSet<string> expected = [.. planted
            .Where(fill => bySome ? some.Any(one => one.OrderId == fill.OrderId) : query.ContractCodes.Contains(fill.ContractCode))
            .Where(fill => query.MarginMode is null || fill.MarginMode == "isolated")
            .Where(fill => fill.At >= Whole(reading.Since) && fill.At <= Whole(reading.Until))
            .Select(fill => fill.Id)];
        List<HtxFill> read = Read(stage, reading, i => stage.Sandbox.Account.Fill(open[i % open.Length], 1), random);

        Assert.Equal(read.Count, read.DistinctBy(fill => fill.Key).Count());
        Assert.Equal(expected.Order(), read.Where(fill => !open.Contains(fill.OrderId)).Select(fill => fill.Key).Order());
        if (!stage.Options.FinishedOldestFirst)
        {
            AssertNewestFirst(read.Select(fill => fill.Time!.Value));
        }
    }

    private static PastStage Stage(Random random) => new(new SandboxOptions
    {
        LargestPage = random.Next(3) == 0 ? 100 : random.Next(2, 30),
        CursorInclusive = random.Next(3) == 0,
        DirectionsTurned = random.Next(4) == 0,
        FinishedOldestFirst = random.Next(5) == 0,
        FinishedByCreation = random.Next(3) != 0,
        IdsAsNumbers = random.Next(3) == 0,
        Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(random.Next(0, 50))),
        RequestLimit = 1000,
    });

    /// <summary>Times as people and programs make them: spread, many in one millisecond, and at the seams, which lie pairs of days before now.</summary>
    private static IEnumerable<DateTimeOffset> Times(Random random, DateTimeOffset now, TimeSpan span)
    {
        DateTimeOffset last = now - (span / 2);
        for (int i = random.Next(250); i > 0; i--)
        {
            last = random.Next(6) switch
            {
                0 => last,
                1 => now - (s_seam * random.Next(1, 5)),
                2 => last.AddMilliseconds(random.Next(-1, 2)),
                _ => Whole(now - (span * random.NextDouble())),
            };
            yield return last < now ? last : now.AddMilliseconds(-1);
        }
    }

    private static TimeSpan Life(Random random, TimeSpan most) =>
        TimeSpan.FromMilliseconds(Math.Floor((random.Next(3) switch { 0 => TimeSpan.Zero, 1 => most / 1000, _ => most }).TotalMilliseconds * random.NextDouble()));

    /// <summary>A beginning at a seam, near one, or anywhere; none for the last two days.</summary>
    private static DateTimeOffset? Edge(Random random, DateTimeOffset now) => random.Next(4) switch
    {
        0 => null,
        1 => now - (s_seam * random.Next(1, 5)),
        2 => now - (s_seam * random.Next(1, 5)) - TimeSpan.FromMilliseconds(random.Next(-2, 3)),
        _ => now - (TimeSpan.FromDays(12) * random.NextDouble()),
    };

    private static List<T> Read<T>(PastStage stage, PastReading<T> reading, Action<int> meanwhile, Random random) => stage.Sandbox.Time.Run(async () =>
    {
        List<T> rows = [];
        await foreach (T row in reading.ConfigureAwait(false))
        {
            rows.Add(row);
            if (random.Next(7) == 0)
            {
                meanwhile(rows.Count);
            }
        }

        return rows;
    });

    private static void AssertNewestFirst(IEnumerable<DateTimeOffset> times) => Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.First >= pair.Second));

    private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];

    private static DateTimeOffset Whole(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}
