using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Live;

/// <summary>Who waits for the ends of orders while somebody watches is told them, and asks for nothing.</summary>
public sealed class ToldEndsTests : IDisposable
{
    private static readonly TimeSpan s_roundTrip = TimeSpan.FromMilliseconds(40);

    private readonly VirtualSandbox _sandbox = VirtualSandbox.Remote();
    private readonly Watched _watched;
    private readonly Desk _desk;

    public ToldEndsTests()
    {
        _sandbox.Account.AddSampleOrders(500);
        _watched = new Watched(_sandbox.Handler, _sandbox.Time);
        _desk = Desk.Open(_watched, _sandbox.Time, options => options with { OpenSocket = _sandbox.Handler.ConnectSocketAsync });
    }

    public void Dispose()
    {
        _desk.Dispose();
        _sandbox.Handler.Dispose();
    }

    [Fact]
    public void Five_hundred_ends_cost_no_read_and_are_known_within_two_round_trips_of_the_last_cancel()
    {
        List<HtxOrder> orders = _desk.List();
        using Watching watching = Begin();
        _watched.Requests.Clear();
        List<HtxCancelResult> results = _desk.Stop(orders, TimeSpan.FromSeconds(10));
        TimeSpan lastCancel = _watched.SentTo(Paths.CancelOrder, Paths.CancelBatch).Max();
        Assert.Equal(500, results.Count);
        Assert.All(results, result => Assert.True(result.Outcome is CancelOutcome.Canceled or CancelOutcome.PartiallyCanceled, $"{result}"));
        Assert.All(results, result => Assert.Equal(_sandbox.Account.FindOrder(result.OrderId!)!.FilledVolume, result.FilledVolume));
        Assert.All(_watched.Requests, request => Assert.Contains(request.Path, new[] { Paths.CancelOrder, Paths.CancelBatch }));
        Assert.InRange(_sandbox.Time.Elapsed - lastCancel, TimeSpan.Zero, 2 * s_roundTrip);
    }

    [Fact]
    public void Where_nobody_watches_it_is_looked_at_as_ever()
    {
        List<HtxOrder> orders = _desk.List();
        List<HtxCancelResult> results = _desk.Stop(orders, TimeSpan.FromSeconds(10));
        Assert.All(results, result => Assert.True(result.Outcome is CancelOutcome.Canceled or CancelOutcome.PartiallyCanceled, $"{result}"));
        Assert.NotEmpty(_watched.SentTo(Paths.History));
    }

    [Theory]
    [InlineData("subscription-forgotten")]
    [InlineData("push-lost")]
    [InlineData("push-garbled")]
    public void A_stream_that_is_deaf_costs_a_second_and_no_outcome(string fault)
    {
        List<HtxOrder> orders = [.. _desk.List().Take(50)];
        _sandbox.Exchange.Faults.Add(fault);
        using Watching watching = Begin();
        TimeSpan began = _sandbox.Time.Elapsed;
        List<HtxCancelResult> results = _desk.Stop(orders, TimeSpan.FromSeconds(10));
        Assert.All(results, result => Assert.True(result.Outcome is CancelOutcome.Canceled or CancelOutcome.PartiallyCanceled, $"{result}"));
        Assert.InRange(_sandbox.Time.Elapsed - began, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void An_end_that_was_told_before_the_answer_to_the_cancel_counts()
    {
        HtxOrder order = _desk.List()[0];
        using Watching watching = Begin();
        _sandbox.Exchange.Faults.Add("delay:900ms:path=/v5/trade/cancel_order");
        _watched.Requests.Clear();
        HtxCancelResult result = Assert.Single(_desk.Stop([order], TimeSpan.FromSeconds(10)));
        Assert.True(result.Outcome is CancelOutcome.Canceled or CancelOutcome.PartiallyCanceled, $"{result}");
        Assert.Equal(Paths.CancelOrder, Assert.Single(_watched.Requests).Path);
    }

    [Fact]
    public void A_fill_that_beats_the_cancel_is_told_as_what_it_is()
    {
        HtxOrder order = _desk.List()[0];
        using Watching watching = Begin();
        _sandbox.Exchange.Options.FillWhileCancelingRate = 1;
        _watched.Requests.Clear();
        HtxCancelResult result = Assert.Single(_desk.Stop([order], TimeSpan.FromSeconds(10)));
        Assert.Equal((CancelOutcome.Filled, order.Volume), (result.Outcome, result.FilledVolume));
        Assert.Single(_watched.Requests);
    }

    [Fact]
    public void Stopping_all_trading_takes_its_ends_from_the_stream()
    {
        using Watching watching = Begin();
        _watched.Requests.Clear();
        HtxStopReport report = _sandbox.Time.Run(() => _desk.Client.Trading.StopAsync(TradingScope.Account));
        Assert.True(report.Succeeded);
        Assert.Empty(_watched.SentTo(Paths.History, Paths.Order));
        Assert.Equal(500, report.Results.Count(row => row.Kind == "Order" && row.Outcome is "Canceled" or "PartiallyCanceled"));
    }

    private Watching Begin() => Watching.Begin(_desk);
}
