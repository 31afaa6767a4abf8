using System.Net;
using System.Text;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Halting;

/// <summary>Stopping an account that holds positions: closing them, or leaving them with or without their stops.</summary>
public sealed class HaltPositionsTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string[] s_contracts = ["BTC-USDT", "ETH-USDT", "SOL-USDT", "XRP-USDT", "DOGE-USDT"];
    private static readonly StopTradingOptions s_closing = new() { ClosesPositions = true };

    private readonly HaltStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void Everything_is_stopped_closed_and_proven_in_three_seconds()
    {
        _stage.Account.AddSampleOrders(500, contracts: 5);
        _stage.Account.AddSampleAlgoOrders(50, contracts: 5);
        foreach (string contract in s_contracts)
        {
            AddPosition("long", contract);
            AddPosition("short", contract, "isolated");
        }

        HtxStopReport report = _stage.Stop(options: s_closing);
        Tell(report);
        Assert.True(report is { Succeeded: true, IsQuiet: true, IsFlat: true, Left: [] }, string.Join(' ', report.Failures));
        Assert.Equal((0, 0, 0), (_stage.Account.OpenOrderCount, _stage.OpenAlgos, _stage.Account.Positions.Count));
        Assert.Equal(10, report.Positions["Closed"]);
        Assert.Equal(50, report.Results.Where(row => row.Kind == "AlgoOrder").Select(row => row.OrderId).Distinct().Count()); // those too that fail with their position
        Assert.DoesNotContain(report.AlgoOrders.Keys, outcome => outcome == "Unknown");
        Assert.InRange(report.ProvenAfterMs!.Value, 0, 2000);
        Assert.InRange(report.ElapsedMs, 0, 3500); // telling how 560 things ended takes more than a window's reads
        Assert.Equal(0, _stage.Exchange.Counters.RefusedByWindow);
    }

    [Fact]
    public void A_trigger_that_fires_in_the_middle_opens_a_position_that_is_closed_too()
    {
        _ = _stage.Client;
        SandboxAlgoOrder trigger = _stage.Account.AddAlgoOrder(new SandboxAlgoTemplate(SandboxAlgoType.Trigger) { ContractCode = "BTC-USDT", Side = "buy", PositionSide = "long", Volume = 3, TriggerPrice = 70000, Price = 71000 });
        _stage.Meanwhile(TimeSpan.FromMilliseconds(30), TimeSpan.FromMilliseconds(45), () =>
        {
            _stage.Exchange.MovePrice("BTC-USDT", 70001);
            foreach (SandboxOrder order in _stage.Account.Orders.Where(order => order.IsOpen))
            {
                _stage.Account.Fill(order.OrderId, order.Volume);
            }
        });
        HtxStopReport report = _stage.Stop(options: s_closing);
        Tell(report);
        Assert.NotEqual(SandboxAlgoState.Canceled, _stage.Account.FindAlgoOrder(trigger.AlgoId)!.State);
        Assert.True(report is { Succeeded: true, IsFlat: true });
        Assert.Empty(_stage.Account.Positions);
    }

    [Fact]
    public void Positions_stay_where_closing_was_not_asked_for_and_those_without_stops_are_named()
    {
        AddPosition("long");
        AddPosition("short", "ETH-USDT");
        AddStop("BTC-USDT", "sell", "long");
        HtxStopReport report = _stage.Stop();
        Tell(report);
        Assert.True(report is { Succeeded: true, IsQuiet: true, IsFlat: false });
        Assert.Equal(2, _stage.Account.Positions.Count);
        Assert.Equal(0, _stage.OpenAlgos);
        Assert.All(report.Left, left => Assert.Equal(("Position", true), (left.Kind, left.IsKept)));
        Assert.Contains("BTC-USDT Long 3", Assert.Single(report.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_position_whose_stops_could_not_be_stopped_is_not_said_to_have_lost_them()
    {
        AddPosition("long");
        AddStop("BTC-USDT", "sell", "long");
        _ = _stage.Client;
        _stage.Exchange.Faults.Add("busy-before:path=/v5/algo/cancel_orders:code=1088");
        HtxStopReport report = _stage.Stop();
        Assert.True(report is { Succeeded: false, IsQuiet: false });
        Assert.Empty(report.Warnings);
        Assert.False(report.Left[0].IsKept); // what should be gone comes first
        Assert.StartsWith("It is not proven that trading in every contract of the account has stopped. ", report.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Protection_is_kept_for_positions_that_stay_and_goes_where_there_are_none()
    {
        AddPosition("long");
        SandboxAlgoOrder kept = AddStop("BTC-USDT", "sell", "long");
        SandboxAlgoOrder stray = AddStop("SOL-USDT", "buy", "short");
        SandboxAlgoOrder opener = _stage.Account.AddAlgoOrder(new SandboxAlgoTemplate(SandboxAlgoType.Trigger) { ContractCode = "BTC-USDT", Side = "buy", PositionSide = "long", Volume = 1, TriggerPrice = 90000, Price = 90000 });
        HtxStopReport report = _stage.Stop(options: new StopTradingOptions { KeepsProtection = true });
        Tell(report);
        Assert.True(report is { Succeeded: true, IsQuiet: false, IsFlat: false });
        Assert.Equal(
            (SandboxAlgoState.Active, SandboxAlgoState.Canceled, SandboxAlgoState.Canceled),
            (State(kept), State(stray), State(opener)));
        Assert.All(report.Left, left => Assert.True(left.IsKept));
        Assert.Contains(report.Left, left => left.OrderId == kept.AlgoId);
        Assert.Empty(report.Warnings);
    }

    [Fact]
    public void A_position_that_cannot_be_closed_keeps_its_stops_and_both_are_left()
    {
        AddPosition("long");
        AddPosition("short", "ETH-USDT");
        SandboxAlgoOrder stop = AddStop("BTC-USDT", "sell", "long");
        _ = _stage.Client;
        _stage.Exchange.Faults.Add("busy-before:path=/v5/trade/position:code=1087");
        HtxStopReport report = _stage.Stop(options: s_closing);
        Tell(report);
        Assert.True(report is { Succeeded: false, IsQuiet: false, IsFlat: false });
        Assert.Equal(SandboxAlgoState.Active, State(stop));
        Assert.Equal(3, report.Left.Count);
        Assert.Equal(6, report.Positions["Rejected"]);
        Assert.Contains(report.Left, left => left.OrderId == stop.AlgoId && left.Reason.Contains("not seen flat", StringComparison.Ordinal));
        Assert.InRange(report.ElapsedMs, 0, 10_000);
    }

    [Theory]
    [InlineData("drop-after=0.6")]
    [InlineData("drop-before=0.6")]
    [InlineData("1004-after=0.6")]
    [InlineData("1004-before=0.6")]
    public void Lost_answers_to_closes_leave_the_account_flat_and_nothing_turned_round(string fault)
    {
        foreach (string contract in s_contracts)
        {
            AddPosition("long", contract);
            AddPosition("short", contract);
        }

        _ = _stage.Client;
        _stage.Exchange.Faults.Add($"{fault}:path=/v5/trade/position");
        HtxStopReport report = _stage.Stop(options: s_closing with { Timeout = TimeSpan.FromMinutes(3) });
        Tell(report);
        Assert.True(report is { Succeeded: true, IsFlat: true }, string.Join(' ', report.Failures));
        Assert.Empty(_stage.Account.Positions);
        Assert.Equal(10, _stage.Account.Orders.Count(order => order.FilledVolume > 0)); // one close each, and no more
    }

    [Fact]
    public void Empty_lists_beside_margin_in_use_are_not_taken_for_flat()
    {
        AddPosition("long");
        SandboxAlgoOrder stop = AddStop("BTC-USDT", "sell", "long");
        var blind = new BlindHandler(_stage.Exchange);
        using var desk = Desk.Open(blind, _stage.Sandbox.Time);
        HtxStopReport report = _stage.Sandbox.Time.Run(() => desk.Client.Trading.StopAsync(TradingScope.Account, s_closing with { Timeout = TimeSpan.FromSeconds(5) }));
        Tell(report);
        Assert.True(report is { Succeeded: false, IsQuiet: false, IsFlat: false });
        Assert.Equal(SandboxAlgoState.Active, State(stop));
        Assert.Contains(report.Failures, failure => failure.Contains("that is not taken for flat", StringComparison.Ordinal));
    }

    [Fact]
    public void Closing_and_keeping_contradict_each_other() =>
        Assert.Throws<ArgumentException>(() => _stage.Stop(options: s_closing with { KeepsProtection = true }));

    private SandboxAlgoState State(SandboxAlgoOrder algo) => _stage.Account.FindAlgoOrder(algo.AlgoId)!.State;

    private void AddPosition(string side, string contract = "BTC-USDT", string marginMode = "cross") =>
        _stage.Account.AddPosition(new SandboxPositionTemplate { ContractCode = contract, PositionSide = side, MarginMode = marginMode, Volume = 3 });

    private SandboxAlgoOrder AddStop(string contract, string side, string positionSide) => _stage.Account.AddAlgoOrder(new SandboxAlgoTemplate(SandboxAlgoType.StopLoss)
    {
        ContractCode = contract,
        Side = side,
        PositionSide = positionSide,
        Volume = 3,
        StopLoss = new SandboxStop(side == "sell" ? 0.0001m : 10_000_000),
    });

    private void Tell(HtxStopReport report) => output.WriteLine(
        $"{report.Elapsed}, proven after {report.ProvenAfterMs} ms, {report.Requests} requests, {report.Passes} passes, {report.Results.Count} rows; {string.Join(' ', report.Warnings)} {string.Join(' ', report.Failures)}");

    /// <summary>An exchange whose listing of positions shows none.</summary>
    private sealed class BlindHandler(SandboxExchange exchange) : DelegatingHandler(new SandboxHandler(exchange))
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            if (request.RequestUri!.AbsolutePath == "/v5/trade/position/opens" && response.StatusCode == HttpStatusCode.OK)
            {
                response.Content = new StringContent("""{"code":200,"message":"Success","data":[],"ts":1780901974493}""", Encoding.UTF8, "application/json");
            }

            return response;
        }
    }
}
