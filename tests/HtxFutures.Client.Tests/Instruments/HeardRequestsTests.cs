using HtxFutures.Calls;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Instruments;

/// <summary>Every request that is made for somebody is told to them once, as one line, and nobody else's is.</summary>
public sealed class HeardRequestsTests
{
    private readonly VirtualSandbox _sandbox = new();
    private readonly HeardRequests _heard = new();

    [Fact]
    public void A_line_says_what_was_asked_how_it_ended_and_what_is_left_of_the_budget()
    {
        SandboxOrder order = _sandbox.AddOrder();
        using Desk desk = _sandbox.Open();
        OrderDesk heard = desk.Client.Orders.HeardBy(_heard);

        desk.Time.Run(() => heard.CancelAsync(VirtualSandbox.Reference(order)));
        desk.Time.Run(() => heard.FindAsync(VirtualSandbox.Reference(order)));
        desk.Time.Run(() => heard.CancelAsync(VirtualSandbox.Reference(order)));
        Assert.Equal(
            [
                $"POST /v5/trade/cancel_order, BTC-USDT order {order.OrderId}: code 200 in 0 ms; 71 of 72 trade requests left",
                $"GET /v5/trade/order, BTC-USDT order {order.OrderId}: code 200 in 0 ms; 70 of 72 read requests left",
                $"POST /v5/trade/cancel_order, BTC-USDT order {order.OrderId}: code 1062 in 0 ms; 70 of 72 trade requests left",
            ],
            _heard.Lines);
    }

    [Fact]
    public void Joint_requests_listings_and_mass_cancels_say_what_they_are_about()
    {
        OrderReference[] orders = [.. Enumerable.Range(0, 4).Select(_ => VirtualSandbox.Reference(_sandbox.AddOrder("ETH-USDT")))];
        using Desk desk = _sandbox.Open();
        OrderDesk heard = desk.Client.Orders.HeardBy(_heard);

        desk.Time.Run(() => heard.StopAsync(orders, TimeSpan.FromSeconds(1)));
        desk.Time.Run(() => heard.PlanMassCancelAsync(MassCancelScope.Account));
        desk.Time.Run(() => desk.Client.Switch.HeardBy(_heard).EnableAsync(TimeSpan.FromSeconds(5)));

        string[] subjects = [.. _heard.Attempts.Select(attempt => attempt.Request.Subject.ToString()!).Distinct()];
        Assert.Equal(["4 orders of ETH-USDT", "finished orders of ETH-USDT", "open orders of every contract", "dead-man's switch"], subjects);
    }

    [Theory]
    [InlineData(FaultKind.RefuseConnection, "not sent", nameof(AttemptOutcome.NotSent))]
    [InlineData(FaultKind.DropBefore, "no answer", nameof(AttemptOutcome.Unanswered))]
    [InlineData(FaultKind.BadGatewayBefore, "HTTP 502", nameof(AttemptOutcome.Unanswered))]
    [InlineData(FaultKind.OverLimit, "code 1032", nameof(AttemptOutcome.OverBudget))]
    [InlineData(FaultKind.BusyBefore, "code 1004", nameof(AttemptOutcome.Busy))]
    public void What_goes_wrong_is_told_and_so_is_the_repeat(FaultKind fault, string answer, string happening)
    {
        SandboxOrder order = _sandbox.AddOrder();
        using Desk desk = _sandbox.Open();
        OrderDesk heard = desk.Client.Orders.HeardBy(_heard);
        _sandbox.Exchange.Faults.Add(new FaultRule(fault) { Times = 1 });

        HtxCancelResult result = desk.Time.Run(() => heard.CancelAsync(VirtualSandbox.Reference(order)));
        Assert.Equal(CancelOutcome.Accepted, result.Outcome);
        Assert.Equal(2, _heard.Attempts.Count);
        Assert.Contains($": {answer} in ", _heard.Lines[0], StringComparison.Ordinal);
        Assert.Contains(": code 200 in ", _heard.Lines[1], StringComparison.Ordinal);
        Assert.Equal((1, 2), (_heard.Attempts[0].Number, _heard.Attempts[1].Number));
        (ApiRequest request, AttemptOutcome why, TimeSpan pause) = Assert.Single(_heard.Repeated);
        Assert.Equal((Paths.CancelOrder, happening), (request.Route.Path, why.ToString()));
        Assert.True(pause > TimeSpan.Zero);
    }

    [Fact]
    public void The_time_in_line_is_told()
    {
        OrderReference[] orders = [.. Enumerable.Range(0, 3).Select(_ => VirtualSandbox.Reference(_sandbox.AddOrder()))];
        _sandbox.Account.SetLimit(SandboxRequestKind.Trade, 2);
        using Desk desk = _sandbox.Open(options => options with { Budgets = new BudgetRegistry(options.TimeProvider) { AssumedLimit = 2 } });
        OrderDesk heard = desk.Client.Orders.HeardBy(_heard);

        Array.ForEach(orders, order => desk.Time.Run(() => heard.CancelAsync(order)));
        Assert.Equal(TimeSpan.Zero, _heard.Attempts[1].Waited);
        Assert.InRange(_heard.Attempts[2].Waited.TotalSeconds, 2.9, 3.1);
    }

    [Fact]
    public void As_many_requests_are_told_as_the_exchange_counts()
    {
        _sandbox.Account.AddSampleOrders(250);
        using Desk desk = _sandbox.Open();
        int before = _sandbox.Exchange.Counters.Requests;
        OrderDesk heard = desk.Client.Orders.HeardBy(_heard);

        CancelRun run = heard.BeginCancelRun();
        desk.Time.Run(async () =>
        {
            await foreach (HtxOrder order in heard.ListOpenAsync())
            {
                run.TryPost(OrderReference.Create(order.ContractCode, order.OrderId));
            }
        });
        desk.Time.Run(() => run.DisposeAsync().AsTask());
        Assert.Equal(_sandbox.Exchange.Counters.Requests - before, _heard.Attempts.Count);
        Assert.Equal(_heard.Attempts.Count, _heard.Lines.Distinct().Count());
    }

    [Fact]
    public void Nobody_is_told_of_what_others_or_the_background_send()
    {
        using Desk desk = _sandbox.Open();
        desk.Time.Run(() => desk.Client.Switch.HeardBy(_heard).EnableAsync(TimeSpan.FromSeconds(30), keepAlive: true));
        Assert.Single(_heard.Attempts);

        desk.Time.Advance(TimeSpan.FromMinutes(2));
        desk.List();
        Assert.Single(_heard.Attempts);
    }

    [Fact]
    public void Connecting_is_told_to_whoever_connects_and_later_requests_are_not()
    {
        HtxConnectOptions options = TestConnection.Within(_sandbox.Handler, _sandbox.Time);
        using HtxFuturesClient client = _sandbox.Time.Run(() => HtxFuturesClient.ConnectAsync(options, _heard, CancellationToken.None));
        _sandbox.Time.Run(() => client.Orders.PlanMassCancelAsync(MassCancelScope.Account));
        Assert.Equal([Paths.Timestamp, Paths.Opens], _heard.Attempts.Select(attempt => attempt.Request.Route.Path));
    }
}
