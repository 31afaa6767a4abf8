namespace HtxFutures.Client.Tests.Halting;

/// <summary>Stopping orders and algo orders, until two looks in a row show none.</summary>
public sealed class HaltOrdersTests(ITestOutputHelper output) : IDisposable
{
    private readonly HaltStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void Nothing_to_stop_is_a_success_that_says_so()
    {
        HtxStopReport report = _stage.Stop();
        Assert.True(report.Succeeded, string.Join(' ', report.Failures));
        Assert.True(report is { IsQuiet: true, IsFlat: true, Passes: 1, Results: [], Left: [], Failures: [] });
    }

    [Fact]
    public void Five_hundred_orders_and_fifty_algo_orders_are_stopped_and_proven_in_three_seconds()
    {
        _stage.Account.AddSampleOrders(500, contracts: 5);
        _stage.Account.AddSampleAlgoOrders(50, contracts: 5);
        HtxStopReport report = _stage.Stop();
        output.WriteLine($"{report.Elapsed}, {report.Requests} requests, {report.Passes} passes; {string.Join(' ', report.Warnings)} {string.Join(' ', report.Failures)}");
        Assert.True(report is { Succeeded: true, IsQuiet: true, Left: [] }, string.Join(' ', report.Failures));
        Assert.Equal((0, 0), (_stage.Account.OpenOrderCount, _stage.OpenAlgos));
        Assert.Equal(550, report.Results.Count);
        Assert.All(report.Results, row => Assert.Equal(("Canceled", true), (row.Outcome.Replace("Partially", "", StringComparison.Ordinal).Replace("canceled", "Canceled", StringComparison.Ordinal), row.ContractCode.Length > 0)));
        Assert.Equal((500, 50), (report.Orders.Values.Sum(), report.AlgoOrders.Values.Sum()));
        Assert.InRange(report.ElapsedMs, 0, 3000);
        Assert.Equal(0, _stage.Exchange.Counters.RefusedByWindow);
    }

    [Fact]
    public void The_first_cancel_leaves_at_once()
    {
        _stage.Account.AddSampleOrders(500, contracts: 5);
        DateTimeOffset began = _stage.Sandbox.Time.GetUtcNow();
        _stage.Stop();
        DateTimeOffset first = _stage.Account.Orders.Where(order => !order.IsOpen).Min(order => order.UpdatedAt);
        Assert.InRange(first - began, TimeSpan.Zero, TimeSpan.FromMilliseconds(150)); // connecting, half a round trip, and the exchange's own 20 ms
    }

    [Fact]
    public void Named_contracts_are_stopped_and_others_left()
    {
        _stage.Account.AddSampleOrders(100, contracts: 5);
        HtxStopReport report = _stage.Stop(TradingScope.Contracts(["btc-usdt", "ETH-USDT"]));
        Assert.True(report is { Succeeded: true, IsQuiet: true });
        Assert.All(_stage.Account.Orders, order => Assert.NotEqual(order.IsOpen, order.ContractCode is "BTC-USDT" or "ETH-USDT"));
        Assert.Equal(["BTC-USDT", "ETH-USDT"], report.Results.Select(row => row.ContractCode).Distinct().Order());
    }

    [Fact]
    public void What_a_robot_places_meanwhile_is_stopped_and_told()
    {
        _stage.Account.AddSampleOrders(50, contracts: 5);
        _ = _stage.Client;
        _stage.Meanwhile(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(5), () => _stage.Sandbox.AddOrder(clientOrderId: null));
        HtxStopReport report = _stage.Stop();
        output.WriteLine($"{report.Elapsed}, {report.Passes} passes, {report.Results.Count} rows; {string.Join(' ', report.Warnings)}");
        Assert.True(report.Succeeded, string.Join(' ', report.Failures));
        Assert.Equal(0, _stage.Account.OpenOrderCount);
        Assert.Contains(report.Warnings, warning => warning.Contains("were placed while this ran, in BTC-USDT", StringComparison.Ordinal));
        Assert.InRange(report.Passes, 5, 30);
    }

    [Fact]
    public void A_robot_that_never_rests_ends_it_by_the_time_out_and_nothing_is_called_quiet()
    {
        _ = _stage.Client;
        _stage.Meanwhile(TimeSpan.FromMilliseconds(200), TimeSpan.FromMinutes(5), () => _stage.Sandbox.AddOrder());
        HtxStopReport report = _stage.Stop(options: new StopTradingOptions { Timeout = TimeSpan.FromSeconds(10) });
        Assert.True(report is { Succeeded: false, IsQuiet: false, IsFlat: false });
        Assert.InRange(report.ElapsedMs, 10_000, 10_100);
        Assert.Contains("The time was over", report.Failures[0], StringComparison.Ordinal);
        Assert.Equal(HtxErrorKind.NotQuiet, report.Failure!.Kind);
    }

    [Theory]
    [InlineData("drop-after")]
    [InlineData("1004-after")]
    [InlineData("1004-before")]
    [InlineData("drop-before")]
    public void Lost_answers_leave_nothing_open_and_every_order_has_its_row(string fault)
    {
        _stage.Account.AddSampleOrders(60, contracts: 3);
        _stage.Account.AddSampleAlgoOrders(20, contracts: 3);
        _ = _stage.Client;
        _stage.Exchange.Faults.Add($"{fault}=0.5:kind=trade");
        HtxStopReport report = _stage.Stop();
        output.WriteLine($"{report.Elapsed}, {report.Requests} requests, {report.Passes} passes, {report.Results.Count} rows; {string.Join(' ', report.Warnings)} {string.Join(' ', report.Failures)}");
        Assert.True(report.Succeeded, string.Join(' ', report.Failures));
        Assert.Equal((0, 0), (_stage.Account.OpenOrderCount, _stage.OpenAlgos));
    }

    [Theory]
    [InlineData("/v5/trade/order/history")]
    [InlineData("/v5/algo/order/history")]
    public void How_orders_ended_is_told_although_listings_of_finished_ones_fail(string path)
    {
        _stage.Account.AddSampleOrders(10, contracts: 5);
        _stage.Account.AddSampleAlgoOrders(10, contracts: 5);
        _ = _stage.Client;
        _stage.Exchange.Faults.Add($"busy-before:code=1067:path={path}:times=3");
        HtxStopReport report = _stage.Stop();
        Assert.True(report.Succeeded, string.Join(' ', report.Failures));
        Assert.DoesNotContain(report.Results, row => row.Outcome is "Accepted" or "Unknown");
    }

    [Fact]
    public void How_orders_ended_is_told_although_finished_ones_are_listed_by_their_creation()
    {
        _stage.Account.AddSampleOrders(500);
        _stage.Account.AddSampleAlgoOrders(50);
        _stage.Exchange.Options.FinishedByCreation = true;
        HtxStopReport report = _stage.Stop();
        output.WriteLine($"{report.Elapsed}, {report.Requests} requests; {string.Join(", ", report.Orders)}; {string.Join(", ", report.AlgoOrders)}");
        Assert.True(report.Succeeded, string.Join(' ', report.Failures));
        Assert.DoesNotContain(report.Results, row => row.Outcome is "Accepted" or "Unknown");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(250)]
    public void How_orders_ended_is_told_of_contracts_that_nobody_has_named(int orders)
    {
        _stage.Account.AddSampleOrders(orders, contracts: 5);
        _stage.Account.AddSampleAlgoOrders(20, contracts: 3);
        _ = _stage.Client;
        _stage.Exchange.Faults.Add("late-arrival:500ms:path=/v5/trade/order/opens:times=1");
        HtxStopReport report = _stage.Stop();
        output.WriteLine($"{report.Elapsed}, {report.Requests} requests; {string.Join(", ", report.Orders)}");
        Assert.True(report.Succeeded, string.Join(' ', report.Failures));
        Assert.Equal(orders, report.Orders.Values.Sum());
        Assert.All(report.Results, row => Assert.False(row.ContractCode.Length == 0 || row.Outcome is "Accepted" or "Unknown", $"{row.OrderId} {row.ContractCode} {row.Outcome}"));
    }

    [Fact]
    public void Orders_that_cannot_be_looked_up_without_a_contract_stay_what_they_were_told_to_be()
    {
        _stage.Account.AddSampleOrders(30, contracts: 3);
        _ = _stage.Client;
        _stage.Exchange.Faults.Add("late-arrival:500ms:path=/v5/trade/order/opens:times=1");
        _stage.Exchange.Faults.Add("busy-before:code=1067:path=/v5/trade/order");
        HtxStopReport report = _stage.Stop();
        output.WriteLine($"{report.Elapsed}, {report.Requests} requests; {string.Join(", ", report.Orders)}");
        Assert.True(report.Succeeded, string.Join(' ', report.Failures));
        Assert.Equal(30, report.Orders["Accepted"]);
    }

    [Fact]
    public void What_is_proven_in_time_has_not_timed_out_where_it_is_not_found_how_it_ended()
    {
        _stage.Account.AddSampleOrders(30, contracts: 3);
        _ = _stage.Client;
        _stage.Exchange.Faults.Add("late-arrival:5000:path=/v5/trade/order/history");
        HtxStopReport report = _stage.Stop(options: new StopTradingOptions { Timeout = TimeSpan.FromSeconds(4) });
        Assert.True(report is { Succeeded: true, TimedOut: false }, string.Join(' ', report.Failures));
        Assert.Equal(30, report.Orders["Accepted"]);
    }

    [Fact]
    public void A_key_that_may_not_trade_is_told_after_three_tries_with_all_that_is_left()
    {
        _stage.Account.AddSampleOrders(30, contracts: 3);
        _stage.Account.AddSampleAlgoOrders(10, contracts: 3);
        _ = _stage.Client;
        _stage.Account.CanTrade = false;
        HtxStopReport report = _stage.Stop();
        Assert.True(report is { Succeeded: false, IsQuiet: false });
        Assert.Equal(40, report.Left.Count);
        Assert.All(report.Left, left => Assert.False(left.IsKept));
        Assert.InRange(report.ElapsedMs, 0, 10_000);
        Assert.Contains("Still there: ", string.Join(' ', report.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_looked_at_is_never_called_quiet()
    {
        _stage.Account.AddSampleOrders(30, contracts: 3);
        _ = _stage.Client;
        _stage.Account.CanRead = false;
        HtxStopReport report = _stage.Stop();
        Assert.Equal(0, _stage.Account.OpenOrderCount);
        Assert.True(report is { Succeeded: false, IsQuiet: false, IsFlat: false });
        Assert.Equal(3, report.Failures.Count(failure => failure.Contains("could not be looked at", StringComparison.Ordinal)));
    }
}
