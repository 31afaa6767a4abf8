using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Past;

/// <summary>What is over comes as one list, newest first, whole, or with an error that names what is missing.</summary>
public sealed class PastReadingTests : IDisposable
{
    private readonly PastStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void Contracts_and_margin_modes_come_as_one_list_newest_first()
    {
        string[] ids = [.. Enumerable.Range(0, 300).Select(i => _stage.Plant(_stage.Now.AddMinutes(-300 + i), i % 3 == 0 ? "ETH-USDT" : "BTC-USDT", i % 2 == 0 ? "cross" : "isolated").OrderId)];
        _stage.Plant(_stage.Now.AddHours(-1), "SOL-USDT");
        FinishedOrdersQuery query = new() { ContractCodes = ["btc-usdt", "ETH-USDT", "BTC-USDT"] };
        Assert.Equal(ids.Reverse(), _stage.Orders(query).Select(order => order.OrderId));
        Assert.Equal(ids.Reverse().Where((_, i) => i % 2 == 1), _stage.Orders(query with { MarginMode = MarginMode.Cross }).Select(order => order.OrderId));
        Assert.Equal(ids.Reverse(), _stage.Fills(new FillsQuery { ContractCodes = query.ContractCodes }).Select(fill => fill.OrderId));
    }

    [Fact]
    public void The_first_rows_are_there_after_one_round_trip()
    {
        using var stage = new PastStage(new SandboxOptions { Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(40)) });
        for (int i = 0; i < 200; i++)
        {
            stage.Plant(stage.Now.AddMinutes(-i - 1), mode: i % 2 == 0 ? "cross" : "isolated");
        }

        TimeSpan begun = stage.Sandbox.Time.Elapsed;
        stage.Sandbox.Time.Run(async () =>
        {
            await foreach (HtxOrder _ in stage.Desk.Client.History.ListOrders(new FinishedOrdersQuery { ContractCodes = ["BTC-USDT", "ETH-USDT"], Since = stage.Now.AddDays(-80), ReadsAhead = false }).ConfigureAwait(false))
            {
                break;
            }
        });
        Assert.Equal(TimeSpan.FromMilliseconds(40), stage.Sandbox.Time.Elapsed - begun);
        Assert.Equal(4, stage.Watched.SentTo(Paths.History).Count);
    }

    [Fact]
    public void Rows_at_the_seams_come_once()
    {
        // The latest piece ends now, so the seams lie whole pairs of days before.
        DateTimeOffset now = DateTimeOffset.FromUnixTimeMilliseconds(_stage.Now.ToUnixTimeMilliseconds());
        int[] ages = [96, 96, 96, 48, 48, 48, 1];
        string[] ids = [.. ages.Select(hours => _stage.Plant(now.AddHours(-hours)).OrderId)];
        Assert.Equal(ids.Order(), _stage.Orders(new FinishedOrdersQuery { ContractCodes = ["BTC-USDT"], Since = now.AddHours(-96) }).Select(order => order.OrderId).Order());
        Assert.Equal(4, _stage.Fills(new FillsQuery { ContractCodes = ["BTC-USDT"], Since = now.AddHours(-70) }).Count);
    }

    [Fact]
    public void States_are_chosen_here_since_the_exchange_may_not_know_the_name_of_the_filter()
    {
        _stage.Plant(_stage.Now.AddHours(-1));
        _stage.Plant(_stage.Now.AddHours(-2), isFilled: false);
        _stage.Watched.Requests.Clear();
        FinishedOrdersQuery query = new() { ContractCodes = ["BTC-USDT"] };
        Assert.Equal([OrderState.Canceled], _stage.Orders(query with { States = [OrderState.Canceled] }).Select(order => order.State));
        Assert.Equal([OrderState.Filled], _stage.Orders(query with { States = [OrderState.Filled, OrderState.PartiallyCanceled] }).Select(order => order.State));
    }

    [Fact]
    public void Rows_that_were_not_asked_for_are_left_out()
    {
        string open = Recorded.FinishedOrder.Replace("\"filled\"", "\"new\"", StringComparison.Ordinal).Replace("1560000000000000020", "3", StringComparison.Ordinal);
        string old = Recorded.FinishedOrder.Replace("1560000000000000020", "4", StringComparison.Ordinal);
        string strange = Recorded.FinishedOrder.Replace("\"filled\"", "\"expired\"", StringComparison.Ordinal).Replace("1560000000000000020", "5", StringComparison.Ordinal).Replace("1780967931182", "1789716000000", StringComparison.Ordinal);
        _stage.Watched.Instead(Paths.History, Replies.Data($"[{open},{old},{strange}]"));
        PastReading<HtxOrder> reading = _stage.Desk.Client.History.ListOrders(new FinishedOrdersQuery { ContractCodes = ["BTC-USDT"], MarginMode = MarginMode.Cross });
        Assert.Equal(["5"], _stage.Read(reading).Select(order => order.OrderId));
        Assert.True(reading.GoesByOtherTime);
    }

    [Fact]
    public void An_order_that_outlived_a_seam_comes_once_whichever_time_it_is_kept_by()
    {
        foreach (bool byCreation in new[] { false, true })
        {
            using var stage = new PastStage(new SandboxOptions { FinishedByCreation = byCreation });
            string id = stage.Plant(stage.Now.AddHours(-60), life: TimeSpan.FromHours(59)).OrderId;
            PastReading<HtxOrder> reading = stage.Desk.Client.History.ListOrders(new FinishedOrdersQuery { ContractCodes = ["BTC-USDT"], Since = stage.Now.AddHours(-90) });
            Assert.Equal([id], stage.Read(reading).Select(order => order.OrderId));
            Assert.Equal(!byCreation, reading.GoesByOtherTime);
            Assert.Empty(stage.Orders(new FinishedOrdersQuery { ContractCodes = ["BTC-USDT"], Since = stage.Now.AddHours(-48) }));
        }
    }

    [Fact]
    public void A_contract_that_does_not_exist_is_one_error_and_keeps_no_other_from_being_shown()
    {
        string id = _stage.Plant(_stage.Now.AddHours(-1)).OrderId;
        PastReading<HtxOrder> reading = _stage.Desk.Client.History.ListOrders(new FinishedOrdersQuery { ContractCodes = ["NO-USDT", "BTC-USDT"], Since = _stage.Now.AddDays(-5) });
        List<string> read = [];
        HtxException failure = Assert.Throws<HtxException>(() => _stage.Sandbox.Time.Run(async () =>
        {
            await foreach (HtxOrder order in reading.ConfigureAwait(false))
            {
                read.Add(order.OrderId);
            }
        }));
        Assert.Equal([id], read);
        Assert.Equal((HtxErrorKind.InvalidParameter, 1067, false), (failure.Kind, failure.Code, failure.EndsRun));
        Assert.StartsWith("The finished orders of NO-USDT (cross and isolated) from ", failure.Message, StringComparison.Ordinal);
        Assert.False(reading.TryTakeMissing(out _));

        // What is refused is refused once for each margin mode, and not asked for in older pieces: those are of the other contract.
        Assert.Equal(2 + (3 * 2) + 1, _stage.Watched.SentTo(Paths.History).Count);
    }

    [Fact]
    public void One_margin_mode_that_fails_is_named_with_the_time_that_is_missing()
    {
        for (int i = 0; i < 120; i++)
        {
            _stage.Plant(_stage.Now.AddMinutes(-i - 1), mode: i % 2 == 0 ? "cross" : "isolated");
        }

        _stage.Sandbox.Exchange.Faults.Add("busy-before:code=1067:query=margin_mode=isolated:skip=1");
        PastReading<HtxOrder> reading = _stage.Desk.Client.History.ListOrders(new FinishedOrdersQuery { ContractCodes = ["BTC-USDT"] });
        List<HtxOrder> read = [];
        HtxException failure = Assert.Throws<HtxException>(() => _stage.Sandbox.Time.Run(async () =>
        {
            await foreach (HtxOrder order in reading.ConfigureAwait(false))
            {
                read.Add(order);
            }
        }));
        Assert.Equal((60, 50), (read.Count(order => order.MarginMode == MarginMode.Cross), read.Count(order => order.MarginMode == MarginMode.Isolated)));
        string last = read.Last(order => order.MarginMode == MarginMode.Isolated).CreatedAt!.Value.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains($"(isolated) from {reading.Since.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z to {last} are not here", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_would_meet_every_request_ends_all()
    {
        _stage.Watched.Instead(Paths.History, Replies.Code(401));
        Assert.True(Assert.Throws<HtxException>(() => _stage.Orders(new FinishedOrdersQuery { ContractCodes = ["BTC-USDT"] })).EndsRun);
    }

    [Fact]
    public void Executions_of_orders_are_asked_for_by_their_ids_and_those_of_many_looked_for()
    {
        SandboxOrder[] orders = [.. Enumerable.Range(0, 20).Select(i => _stage.Plant(_stage.Now.AddHours(-60 + i), fills: 2))];
        OrderReference[] some = [.. orders.Take(3).Select(VirtualSandbox.Reference)], many = [.. orders.Take(10).Select(VirtualSandbox.Reference)];
        Assert.Equal(orders.Take(3).Reverse().SelectMany(order => new[] { order.OrderId, order.OrderId }), _stage.Fills(new FillsQuery { Orders = some }).Select(fill => fill.OrderId));
        int asked = _stage.Watched.SentTo(Paths.Fills).Count;
        Assert.Equal(20, _stage.Fills(new FillsQuery { Orders = many }).Count);
        Assert.InRange(_stage.Watched.SentTo(Paths.Fills).Count - asked, 1, 4);
        Assert.Equal(40, _stage.Fills(new FillsQuery { Orders = many, ContractCodes = ["BTC-USDT"], Since = _stage.Now.AddDays(-2.9) }).Count);
    }

    [Fact]
    public void Patterns_and_nothing_are_no_contracts()
    {
        Assert.Equal("The contract 'BTC-*' is refused: it is a pattern, and the exchange wants exact contracts here.", Refused(new FinishedOrdersQuery { ContractCodes = ["BTC-*"] }));
        Assert.Equal("No contract is named.", Refused(new FinishedOrdersQuery()));
        Assert.StartsWith("The contract code 'BTC' is not one", Refused(new FinishedOrdersQuery { ContractCodes = ["BTC"] }), StringComparison.Ordinal);
        Assert.Equal("No contract is named.", Assert.Throws<HtxException>(() => _stage.Fills(new FillsQuery())).Message);
        Assert.Contains("client", Assert.Throws<HtxException>(() => _stage.Fills(new FillsQuery { Orders = [OrderReference.Create("BTC-USDT", null, "7")] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_stops_ends_the_reading()
    {
        for (int i = 0; i < 500; i++)
        {
            _stage.Plant(_stage.Now.AddMinutes(-i - 1));
        }

        _stage.Sandbox.Time.Run(async () => await _stage.Desk.Client.History.ListOrders(new FinishedOrdersQuery { ContractCodes = ["BTC-USDT"], Since = _stage.Now.AddDays(-80) }).Take(5).ToListAsync().ConfigureAwait(false));
        Assert.InRange(_stage.Watched.SentTo(Paths.History).Count, 2, 4);
    }

    private string Refused(FinishedOrdersQuery query) => Assert.Throws<HtxException>(() => _stage.Orders(query)).Message;
}
