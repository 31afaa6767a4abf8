using HtxFutures.Calls;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Orders;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Calls;

/// <summary>What may be sent twice, the route says, and the calls that go it keep to that.</summary>
public sealed class RouteTests
{
    private readonly VirtualSandbox _sandbox = new();

    [Theory]
    [InlineData(FaultKind.DropAfter, true, 2, nameof(AttemptOutcome.Refused))] // the second finds it cancelled
    [InlineData(FaultKind.DropAfter, false, 1, nameof(AttemptOutcome.Unanswered))]
    [InlineData(FaultKind.BusyBefore, false, 1, nameof(AttemptOutcome.Busy))]
    [InlineData(FaultKind.OverLimit, false, 2, nameof(AttemptOutcome.Done))]
    [InlineData(FaultKind.RefuseConnection, false, 2, nameof(AttemptOutcome.Done))]
    public void What_may_have_run_is_sent_again_only_where_the_route_allows_it(FaultKind fault, bool mayRepeat, int attempts, string outcome)
    {
        OrderReference order = VirtualSandbox.Reference(_sandbox.AddOrder());
        _sandbox.Exchange.Faults.Add(new FaultRule(fault) { Times = 1 });
        using var connection = new ExchangeConnection(TestConnection.Within(_sandbox.Handler, _sandbox.Time));
        ApiRequest cancel = OrderRequests.Cancel(order);
        ApiRequest request = cancel with { Route = cancel.Route with { Repeat = mayRepeat ? Repeat.Always : Repeat.OnlyIfNotRun } };

        CallResult call = _sandbox.Time.Run(() => new Caller(connection).CallAsync(request, CancellationToken.None));
        Assert.Equal((attempts, outcome), (call.Attempts, call.Outcome.ToString()));
        Assert.Equal(fault is FaultKind.DropAfter or FaultKind.BusyBefore, call.MayHaveRun);
    }
}
