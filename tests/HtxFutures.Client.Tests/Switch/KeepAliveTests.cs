using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Switch;

/// <summary>Renewing the dead-man's switch from the background: as long as it is wanted, in time, and never silently in vain.</summary>
public sealed class KeepAliveTests : IDisposable
{
    private static readonly TimeSpan s_halfMinute = TimeSpan.FromSeconds(30);

    private readonly VirtualSandbox _sandbox = VirtualSandbox.Remote();
    private readonly Desk _desk;

    public KeepAliveTests()
    {
        _desk = _sandbox.Open();
        _sandbox.Account.AddSampleOrders(5);
    }

    private int Settings => _sandbox.Exchange.Counters.RequestsTo(Paths.CancelAfter);

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void It_renews_every_third_of_the_time_out()
    {
        Assert.True(_desk.Enable(s_halfMinute, keepAlive: true).KeepAlive);
        _desk.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(5, _sandbox.Account.OpenOrderCount);
        Assert.InRange(Settings, 59, 61);
        Assert.Equal((true, true, null), (_desk.Client.Switch.State.Enabled, _desk.Client.Switch.State.KeepAlive, _desk.Client.Switch.State.LastError));
        Assert.InRange((_desk.Client.Switch.State.TriggersAt!.Value - _sandbox.Exchange.Now).TotalSeconds, 19.9, 30);
        Assert.Empty(_desk.Client.Switch.TakeWarnings());
    }

    [Fact]
    public void It_is_not_late_behind_a_long_run_of_cancels()
    {
        SandboxOrder[] orders = [.. _sandbox.Account.AddSampleOrders(600)];
        _desk.Enable(TimeSpan.FromSeconds(6), keepAlive: true);

        // One order to a request takes 24 s, four times as long as the switch waits.
        _desk.Time.Run(() => Task.WhenAll(orders[..^1].Select(order => _desk.Client.Orders.CancelAsync(OrderReference.Create(order.ContractCode, order.OrderId)))));
        Assert.InRange(_desk.Time.Elapsed.TotalSeconds, 20, 30);
        Assert.Empty(_desk.Client.Switch.TakeWarnings());
        Assert.True(_desk.Client.Switch.State.Enabled);
        Assert.Equal(6, _sandbox.Account.OpenOrderCount);
    }

    [Fact]
    public void Switching_off_ends_it()
    {
        _desk.Enable(s_halfMinute, keepAlive: true);
        _desk.Time.Advance(TimeSpan.FromSeconds(35));
        Assert.False(_desk.Disable().KeepAlive);
        Assert.True(_desk.Client.Switch.Keeping.IsCompletedSuccessfully);
        AssertNothingMoreIsSent();
        Assert.Equal(5, _sandbox.Account.OpenOrderCount);
    }

    [Fact]
    public void Disposing_ends_it_and_leaves_the_switch_set()
    {
        _desk.Enable(s_halfMinute, keepAlive: true);
        _desk.Time.Advance(TimeSpan.FromSeconds(35));
        _desk.Client.Dispose();
        Assert.True(_desk.Client.Switch.Keeping.IsCompletedSuccessfully);
        AssertNothingMoreIsSent();
        Assert.Equal(0, _sandbox.Account.OpenOrderCount);
    }

    [Fact]
    public void Disposing_in_the_middle_of_a_renewal_ends_it_too()
    {
        _desk.Enable(s_halfMinute, keepAlive: true);
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.HangBefore));
        _desk.Time.Advance(TimeSpan.FromSeconds(11));
        _desk.Client.Dispose();
        Assert.True(_desk.Client.Switch.Keeping.IsCompletedSuccessfully);
    }

    [Fact]
    public void Setting_it_again_goes_on_renewing_with_the_new_time_out()
    {
        _desk.Enable(s_halfMinute, keepAlive: true);
        Assert.True(_desk.Enable(TimeSpan.FromMinutes(3)).KeepAlive);
        _desk.Time.Advance(TimeSpan.FromMinutes(9.5));
        Assert.InRange(Settings, 11, 12); // the two, and one a minute
        Assert.Equal(5, _sandbox.Account.OpenOrderCount);

        Assert.False(_desk.Enable(s_halfMinute, keepAlive: false).KeepAlive);
        AssertNothingMoreIsSent();
        Assert.Equal(0, _sandbox.Account.OpenOrderCount);
    }

    [Theory]
    [InlineData(FaultKind.RefuseConnection)]
    [InlineData(FaultKind.DropBefore)]
    [InlineData(FaultKind.BusyBefore)]
    [InlineData(FaultKind.HangBefore)]
    [InlineData(FaultKind.BadGatewayBefore)]
    public void A_renewal_that_fails_is_repeated_in_the_time_that_remains(FaultKind kind)
    {
        _desk.Enable(s_halfMinute, keepAlive: true);
        _sandbox.Exchange.Faults.Add(new FaultRule(kind) { Path = Paths.CancelAfter, Until = TimeSpan.FromSeconds(18) });
        _desk.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(5, _sandbox.Account.OpenOrderCount);
        Assert.Null(_desk.Client.Switch.State.LastError);
        Assert.DoesNotContain(_desk.Client.Switch.TakeWarnings(), text => text.Text.Contains("has cancelled", StringComparison.Ordinal));
    }

    [Fact]
    public void The_shortest_time_out_survives_an_answer_that_never_comes()
    {
        _desk.Enable(TimeSpan.FromSeconds(5), keepAlive: true);
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.HangBefore) { Path = Paths.CancelAfter, Times = 1 });
        _desk.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(5, _sandbox.Account.OpenOrderCount);
    }

    [Fact]
    public void An_outage_is_told_while_it_lasts_and_when_it_was_too_long_each_once()
    {
        _desk.Enable(s_halfMinute, keepAlive: true);
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.RefuseConnection) { Until = TimeSpan.FromSeconds(60) });

        _desk.Time.Advance(TimeSpan.FromSeconds(15));
        Assert.NotNull(_desk.Client.Switch.State.LastError);
        Assert.True(_desk.Client.Switch.State.Enabled);
        Assert.Contains("cannot be renewed", Assert.Single(_desk.Client.Switch.TakeWarnings()), StringComparison.Ordinal);
        _desk.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(_desk.Client.Switch.TakeWarnings());

        _desk.Time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal((false, true, true), (_desk.Client.Switch.State.Enabled, _desk.Client.Switch.State.Triggered, _desk.Client.Switch.State.KeepAlive));
        Assert.Contains("the exchange has cancelled all open orders of the account.", Assert.Single(_desk.Client.Switch.TakeWarnings()), StringComparison.Ordinal);
        Assert.Equal(0, _sandbox.Account.OpenOrderCount);
        Assert.Empty(_desk.Client.Switch.TakeWarnings());

        // Orders that are placed now are guarded again.
        _desk.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal((true, false, null), (_desk.Client.Switch.State.Enabled, _desk.Client.Switch.State.Triggered, _desk.Client.Switch.State.LastError));
        Assert.NotNull(_sandbox.Account.AutoCancelAt);
        Assert.Empty(_desk.Client.Switch.TakeWarnings());
    }

    [Fact]
    public void An_outage_that_nobody_saw_is_told_afterwards()
    {
        _desk.Enable(s_halfMinute, keepAlive: true);
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.RefuseConnection) { Until = TimeSpan.FromSeconds(15) });
        _desk.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Contains("has been set again since", Assert.Single(_desk.Client.Switch.TakeWarnings()), StringComparison.Ordinal);

        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.RefuseConnection) { Until = TimeSpan.FromSeconds(50) });
        _desk.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Contains(_desk.Client.Switch.TakeWarnings(), text => text.Text.Contains("has cancelled all open orders", StringComparison.Ordinal));
    }

    [Fact]
    public void A_renewal_without_an_answer_may_have_reached_the_exchange()
    {
        _desk.Enable(s_halfMinute, keepAlive: true);
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.DropAfter));
        _desk.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(5, _sandbox.Account.OpenOrderCount);
        Assert.True(_desk.Client.Switch.State.InDoubt);
        Assert.Contains(_desk.Client.Switch.TakeWarnings(), text => text.Text.Contains("unless a renewal reached it whose answer was lost or late", StringComparison.Ordinal));
    }

    [Fact]
    public void A_failed_switching_off_goes_on_renewing()
    {
        _desk.Enable(s_halfMinute, keepAlive: true);
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.RefuseConnection) { Until = TimeSpan.FromSeconds(5) });
        Assert.Equal(HtxErrorKind.NetworkError, Assert.Throws<HtxException>(() => _desk.Disable()).Kind);
        _desk.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((true, true), (_desk.Client.Switch.State.Enabled, _desk.Client.Switch.State.KeepAlive));
        Assert.Equal(5, _sandbox.Account.OpenOrderCount);
    }

    [Fact]
    public void A_slow_renewal_cannot_set_again_what_is_switched_off()
    {
        Latency(8);
        _desk.Enable(s_halfMinute, keepAlive: true);
        _desk.Time.Advance(TimeSpan.FromSeconds(2.5)); // the renewal is on its way, a third of the time-out after the sending
        Assert.Equal(1, Settings);

        Latency(0.01); // a faster way, by which the next request would overtake it
        Assert.False(_desk.Disable().Enabled);
        Assert.Equal(3, Settings);
        AssertNothingMoreIsSent();
        Assert.Null(_sandbox.Account.AutoCancelAt);
        Assert.Equal(5, _sandbox.Account.OpenOrderCount);
    }

    [Fact]
    public void A_renewal_that_waits_for_its_turn_is_not_sent_after_the_switching_off()
    {
        Latency(8);
        _desk.Enable(s_halfMinute, keepAlive: true);
        _desk.Time.Advance(TimeSpan.FromSeconds(1));
        Task<HtxAutoCancel> disabling = _desk.Client.Switch.DisableAsync(CancellationToken.None);
        _desk.Time.Advance(TimeSpan.FromSeconds(4)); // the renewal is due, and waits
        Assert.False(disabling.IsCompleted);
        _desk.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(disabling.IsCompletedSuccessfully);
        Assert.Equal(2, Settings);
        AssertNothingMoreIsSent();
        Assert.False(_desk.Client.Switch.State.InDoubt);
    }

    [Fact]
    public void Giving_up_a_turn_leaves_the_others_theirs()
    {
        using var stop = new CancellationTokenSource();
        Latency(8);
        Task<HtxAutoCancel> first = _desk.Client.Switch.EnableAsync(s_halfMinute, cancellationToken: CancellationToken.None);
        Latency(0.01);
        Task<HtxAutoCancel> second = _desk.Client.Switch.EnableAsync(TimeSpan.FromMinutes(1), cancellationToken: stop.Token);
        Task<HtxAutoCancel> third = _desk.Client.Switch.DisableAsync(CancellationToken.None);
        stop.Cancel();
        Assert.True(second.IsCanceled);
        _desk.Time.Advance(TimeSpan.FromSeconds(7));
        Assert.False(third.IsCompleted);

        _desk.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(first.IsCompletedSuccessfully);
        Assert.True(third.IsCompletedSuccessfully);
        Assert.Equal(2, Settings);
        Assert.Null(_sandbox.Account.AutoCancelAt);
    }

    [Fact]
    public void A_first_setting_that_is_answered_slowly_is_renewed_at_once()
    {
        Latency(8); // set at 4 s, answered at 8 s, and triggers at 9 s
        Task<HtxAutoCancel> enabling = _desk.Client.Switch.EnableAsync(TimeSpan.FromSeconds(5), keepAlive: true, CancellationToken.None);
        Latency(0.01);
        _desk.Time.Advance(TimeSpan.FromSeconds(8.1));
        Assert.True(enabling.IsCompletedSuccessfully);
        Assert.Equal(2, Settings);
        _desk.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(5, _sandbox.Account.OpenOrderCount);
        Assert.Empty(_desk.Client.Switch.TakeWarnings());
    }

    [Fact]
    public void A_deadline_that_may_have_passed_before_the_answer_came_is_in_doubt()
    {
        Latency(9);
        HtxAutoCancel state = _desk.Enable(TimeSpan.FromSeconds(5));
        Assert.Equal((false, false, true), (state.Enabled, state.Triggered, state.InDoubt));
        Assert.Equal("in doubt", state.ToString());
        _desk.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((false, true, false), (_desk.Client.Switch.State.Enabled, _desk.Client.Switch.State.Triggered, _desk.Client.Switch.State.InDoubt));
    }

    [Fact]
    public void A_deadline_that_the_machine_has_slept_past_is_not_shown_as_ahead()
    {
        var machine = new HostTime(_desk.Time);
        using HtxFuturesClient client = _desk.Connect(options => options with { Endpoint = HtxEndpoint.Parse("https://asleep.invalid"), TimeProvider = machine });
        _desk.Time.Run(() => client.Switch.EnableAsync(s_halfMinute));
        machine.Sleep(TimeSpan.FromMinutes(1));
        _desk.Time.Run(() => client.Orders.FindAsync(OrderReference.Create("BTC-USDT", "1"))); // the first answer tells the time
        Assert.Equal((false, true), (client.Switch.State.Enabled, client.Switch.State.InDoubt));
    }

    private void Latency(double seconds) => _sandbox.Exchange.Options.Latency = SandboxLatency.Fixed(TimeSpan.FromSeconds(seconds));

    private void AssertNothingMoreIsSent()
    {
        int before = Settings;
        _desk.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(before, Settings);
    }
}
