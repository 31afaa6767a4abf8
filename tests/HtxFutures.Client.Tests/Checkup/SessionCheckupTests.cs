using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Checkup;

/// <summary>A session's checkup finds what is wrong, and touches nothing.</summary>
public sealed class SessionCheckupTests
{
    private static readonly string[] s_all = ["NameResolution", "Tls", "Latency", "ClockOffset", "Service", "Signature", "ReadPermission", "TradePermission"];

    [Fact]
    public void Everything_passes_where_nothing_is_wrong()
    {
        var sandbox = new VirtualSandbox();
        sandbox.Account.AddSampleOrders(5);
        using Desk desk = sandbox.Open();
        int before = sandbox.Exchange.Counters.Requests;

        List<HtxSessionCheck> checks = Check(desk);
        Assert.Equal(s_all, checks.Select(check => check.Check));
        Assert.All(checks, check => Assert.True(check.Passed, check.Value));
        Assert.All(checks, check => Assert.Null(check.Advice));
        Assert.Equal(5, sandbox.Account.OpenOrderCount);
        Assert.Equal(4, sandbox.Exchange.Counters.Requests - before);
    }

    [Fact]
    public void A_missing_trade_permission_is_found()
    {
        var sandbox = new VirtualSandbox();
        using Desk desk = sandbox.Open();
        sandbox.Account.CanTrade = false;

        HtxSessionCheck failed = Assert.Single(Check(desk), check => !check.Passed);
        Assert.Equal("TradePermission", failed.Check);
        Assert.Contains("1205", failed.Value, StringComparison.Ordinal);
        Assert.Contains("Trade permission", failed.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_read_permission_is_no_wrong_signature()
    {
        var sandbox = new VirtualSandbox();
        using Desk desk = sandbox.Open();
        sandbox.Account.CanRead = false;
        Assert.Equal(["ReadPermission"], Failed(desk));
    }

    [Theory]
    [InlineData(AuthenticationFailureShape.Code401)]
    [InlineData(AuthenticationFailureShape.V5Envelope)]
    [InlineData(AuthenticationFailureShape.Http403Legacy)]
    [InlineData(AuthenticationFailureShape.Http403V5)]
    public void A_key_that_is_refused_fails_at_its_signature_and_all_that_follows(AuthenticationFailureShape shape)
    {
        var sandbox = new VirtualSandbox(new SandboxOptions { AuthenticationFailureShape = shape });
        using Desk desk = sandbox.Open();
        sandbox.Account.Locked = true;
        Assert.Equal(["Signature", "ReadPermission", "TradePermission"], Failed(desk));
    }

    [Fact]
    public void Maintenance_is_told_with_its_end()
    {
        var sandbox = new VirtualSandbox();
        using Desk desk = sandbox.Open();
        sandbox.Exchange.InMaintenance = true;
        sandbox.Exchange.EstimatedRecoveryTime = new DateTimeOffset(2026, 12, 1, 4, 30, 0, TimeSpan.Zero);

        HtxSessionCheck service = Check(desk).Single(check => check.Check == "Service");
        Assert.Equal((false, "down for maintenance"), (service.Passed, service.Value));
        Assert.Contains("2026-12-01 04:30 UTC", service.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1564617600000)] // as the real one's has stood since 2019
    [InlineData(1735689600000)] // a time that could be true
    [InlineData(1791001174906)]
    public void The_stamp_of_the_heartbeat_is_no_clock(long stamp)
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        exchange.Answer("/heartbeat/", Replies.Json(string.Create(null, $$"""{"status":"ok","data":{"linear_swap_heartbeat":1},"ts":{{stamp}}}""")));

        // Without a stamp of their own, which would put the clock right again.
        exchange.Always(Paths.Opens, Replies.Json("""{"code":200,"data":[]}""")).Answer(Paths.CancelOrder, Replies.Json("""{"code":1061,"data":null}"""));
        Assert.All(Check(desk), check => Assert.True(check.Passed, check.Value));
        Assert.Equal(TimeSpan.Zero, desk.Client.ClockOffset);
    }

    [Theory]
    [InlineData("""{"status":"ok","ts":1564617600000}""")]
    [InlineData("""{"status":"ok"}""")]
    public void A_page_of_the_time_that_tells_none_fails_the_clock(string page)
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        exchange.Answer(Paths.Timestamp, Replies.Json(page)).Answer("/heartbeat/", Replies.Json("""{"status":"ok","data":null}""")).Answer(Paths.CancelOrder, Replies.Code(1061));
        Assert.Equal(["ClockOffset"], Failed(desk));
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    public void Without_a_network_nothing_passes_and_nothing_is_repeated(HttpRequestError error)
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        exchange.Requests.Clear();
        foreach (string path in new[] { Paths.Timestamp, "/heartbeat/", Paths.Opens, Paths.CancelOrder })
        {
            exchange.Always(path, Replies.Fails(error));
        }

        List<HtxSessionCheck> checks = Check(desk);
        Assert.Equal(["Latency", "ClockOffset", "Service", "Signature", "ReadPermission", "TradePermission"], checks.Where(check => !check.Passed).Select(check => check.Check));
        Assert.All(checks, check => SecretSearch.AssertCleanObject(check));
        Assert.Equal(4, exchange.Requests.Count);
    }

    [Fact]
    public void A_clock_that_is_far_off_passes_with_advice()
    {
        var sandbox = new VirtualSandbox();
        using Desk desk = sandbox.Open();
        sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.ClockStep) { Span = TimeSpan.FromMinutes(-7) });

        HtxSessionCheck clock = Check(desk).Single(check => check.Check == "ClockOffset");
        Assert.Equal((true, "the exchange's clock is 420000 ms behind"), (clock.Passed, clock.Value));
        Assert.Contains("Set this machine's clock", clock.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1061, true)]
    [InlineData(1017, true)]
    [InlineData(1071, true)]
    [InlineData(1205, false)]
    [InlineData(1087, false)]
    [InlineData(1067, false)] // what is refused before the permission was looked at proves nothing
    [InlineData(1004, false)]
    public void The_answer_to_the_cancel_of_an_impossible_order_tells_the_permission(int code, bool granted)
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        exchange.Answer("/heartbeat/", Replies.Json("""{"status":"ok","data":{"heartbeat":0,"linear_swap_heartbeat":1},"ts":1789716092325}""")).Answer(Paths.CancelOrder, Replies.Code(code));

        Assert.Equal(granted, Check(desk).Single(check => check.Check == "TradePermission").Passed);
        Assert.Equal("""{"contract_code":"BTC-USDT","order_id":"1"}""", exchange.SentTo(Paths.CancelOrder).Single().Body);
    }

    [Theory]
    [InlineData("""{"linear_swap_heartbeat":"1"}""", true)]
    [InlineData("""{"linear_swap_heartbeat":0,"heartbeat":1}""", false)]
    [InlineData("""{"heartbeat":0,"linear_swap_heartbeat":[1,{"linear_swap_heartbeat":0}]}""", true)] // does not say
    [InlineData("[]", true)]
    [InlineData("""{"linear_swap_heartbeat":"\ud800"}""", true)]
    [InlineData("null", true)]
    public void The_heartbeat_page_is_read_whatever_its_shape(string data, bool passed)
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        exchange.Answer("/heartbeat/", Replies.Json($$"""{"status":"ok","data":{{data}},"ts":1789716092325}""")).Answer(Paths.CancelOrder, Replies.Code(1061));
        Assert.Equal(passed, Check(desk).Single(check => check.Check == "Service").Passed);
    }

    private static string[] Failed(Desk desk) => [.. Check(desk).Where(check => !check.Passed).Select(check => check.Check)];

    private static List<HtxSessionCheck> Check(Desk desk) => desk.Time.Run(async () => await desk.Client.CheckAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
}
