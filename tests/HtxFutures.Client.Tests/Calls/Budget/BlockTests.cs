using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Calls.Budget;

/// <summary>403 without JSON: the edge refuses this machine, and nothing is sent for the key for a while (facts 5).</summary>
public sealed class BlockTests
{
    private readonly VirtualSandbox _sandbox = new();

    [Fact]
    public void Nothing_is_sent_before_the_block_is_over_and_the_error_says_when()
    {
        using Desk desk = _sandbox.Open();
        OrderReference order = VirtualSandbox.Reference(_sandbox.AddOrder());
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.Forbidden) { Times = 1 });

        HtxCancelResult first = desk.Cancel(order);
        Assert.Equal((CancelOutcome.Rejected, HtxErrorKind.Blocked), (first.Outcome, first.Failure!.Kind));
        Assert.Contains("07:22:3", first.Message!, StringComparison.Ordinal); // a minute after the start

        long requests = _sandbox.Exchange.Counters.Requests;
        Assert.Equal(HtxErrorKind.Blocked, desk.Cancel(order).Failure!.Kind);
        Assert.Equal(HtxErrorKind.Blocked, Assert.Throws<HtxException>(() => desk.List()).Kind);
        Assert.Equal(requests, _sandbox.Exchange.Counters.Requests);

        desk.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(CancelOutcome.Accepted, desk.Cancel(order).Outcome);
    }

    [Fact]
    public void A_block_that_comes_again_lasts_longer()
    {
        using Desk desk = _sandbox.Open();
        OrderReference order = VirtualSandbox.Reference(_sandbox.AddOrder());
        var forbidden = new FaultRule(FaultKind.Forbidden);
        _sandbox.Exchange.Faults.Add(forbidden);
        foreach (int minutes in new[] { 1, 2, 4, 8, 10, 10 })
        {
            long requests = _sandbox.Exchange.Faults.Log.Count;
            desk.Cancel(order);
            Assert.Equal(requests + 1, _sandbox.Exchange.Faults.Log.Count);
            desk.Time.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            desk.Cancel(order);
            Assert.Equal(requests + 1, _sandbox.Exchange.Faults.Log.Count);
            desk.Time.Advance(TimeSpan.FromSeconds(2));
        }
    }

    [Fact]
    public void Those_who_wait_in_line_are_told()
    {
        using Desk desk = _sandbox.Open();
        OrderReference[] orders = [.. _sandbox.Account.AddSampleOrders(200).Select(VirtualSandbox.Reference)];
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.Forbidden) { Skip = 71 });

        HtxCancelResult[] results = desk.Time.Run(() => Task.WhenAll(orders.Select(order => desk.Client.Orders.CancelAsync(order))));
        Assert.Equal(71, results.Count(result => result.Outcome == CancelOutcome.Accepted));
        Assert.All(results.Where(result => result.Outcome != CancelOutcome.Accepted), result => Assert.Equal(HtxErrorKind.Blocked, result.Failure!.Kind));
    }
}
