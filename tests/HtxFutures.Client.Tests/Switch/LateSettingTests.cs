using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Switch;

/// <summary>Settings of the switch that the exchange runs after they were given up, and after a later one was confirmed.</summary>
public sealed class LateSettingTests : IDisposable
{
    private static readonly TimeSpan s_halfMinute = TimeSpan.FromSeconds(30);

    private readonly VirtualSandbox _sandbox = VirtualSandbox.Remote();
    private readonly Desk _desk;

    public LateSettingTests()
    {
        _desk = _sandbox.Open();
        _sandbox.Account.AddSampleOrders(5);
    }

    private int Settings => _sandbox.Exchange.Counters.RequestsTo(Paths.CancelAfter);

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void A_renewal_that_is_run_after_the_switching_off_cancels_nothing()
    {
        _desk.Enable(TimeSpan.FromSeconds(15), keepAlive: true);
        _desk.Time.Advance(TimeSpan.FromSeconds(4.9));
        Latency(18); // the renewal at 5 s is given up at 10 s, and run at 14 s
        _desk.Time.Advance(TimeSpan.FromSeconds(0.2));
        Latency(0);
        HtxAutoCancel off = _desk.Disable();
        Assert.Equal((false, true), (off.Enabled, off.InDoubt));
        Assert.Contains("may still run it", Assert.Single(_desk.Client.Switch.TakeWarnings(), text => text.Text.Contains("is off, but", StringComparison.Ordinal)), StringComparison.Ordinal);

        _desk.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.True(_desk.Client.Switch.State.InDoubt);
        _desk.Time.Advance(TimeSpan.FromMinutes(6));
        AssertOff();
    }

    [Theory]
    [InlineData(1)] // each of them alone would have it armed at another moment
    [InlineData(60)]
    [InlineData(120)]
    [InlineData(299)]
    public void However_late_it_is_run_off_stays_off(int seconds)
    {
        using var stop = new CancellationTokenSource();
        Latency(seconds);
        Task<HtxAutoCancel> given = _desk.Client.Switch.EnableAsync(TimeSpan.FromSeconds(5), cancellationToken: stop.Token);
        Latency(0);
        stop.Cancel();
        Assert.True(given.IsCanceled);
        Assert.True(_desk.Client.Switch.State.InDoubt);

        Assert.False(_desk.Disable().Enabled);
        _desk.Time.Advance(TimeSpan.FromMinutes(6));
        AssertOff();
    }

    [Fact]
    public void A_switching_off_that_is_run_after_the_setting_leaves_it_set()
    {
        GiveUp(stop => _desk.Client.Switch.DisableAsync(stop), runsAfter: 20);
        HtxAutoCancel on = _desk.Enable(TimeSpan.FromMinutes(20));
        Assert.Equal((true, true), (on.Enabled, on.InDoubt));
        Assert.Contains("would be off", Assert.Single(_desk.Client.Switch.TakeWarnings()), StringComparison.Ordinal);

        _desk.Time.Advance(TimeSpan.FromSeconds(25));
        Assert.Null(_sandbox.Account.AutoCancelAt);
        _desk.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((true, false), (_desk.Client.Switch.State.Enabled, _desk.Client.Switch.State.InDoubt));

        // Its deadline is the one that was asked for, and nobody renews it.
        Assert.InRange((_desk.Client.Switch.State.TriggersAt!.Value - on.TriggersAt!.Value).TotalSeconds, -0.1, 0.1);
        Assert.InRange((_sandbox.Account.AutoCancelAt!.Value - on.TriggersAt.Value).TotalSeconds, -0.1, 0.1);
        Assert.Equal(TimeSpan.FromMinutes(20), _desk.Client.Switch.State.Timeout);
        _desk.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(0, _sandbox.Account.OpenOrderCount);
        Assert.DoesNotContain("unless", Assert.Single(_desk.Client.Switch.TakeWarnings()), StringComparison.Ordinal);
        AssertNothingMoreIsSent();
    }

    [Fact]
    public void A_switching_off_that_is_run_while_it_is_renewed_is_made_good_at_once()
    {
        GiveUp(stop => _desk.Client.Switch.DisableAsync(stop), runsAfter: 20);
        _desk.Enable(s_halfMinute, keepAlive: true);
        _desk.Time.Advance(TimeSpan.FromSeconds(35));
        Assert.NotNull(_sandbox.Account.AutoCancelAt);
        _desk.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal((true, true, false), (_desk.Client.Switch.State.Enabled, _desk.Client.Switch.State.KeepAlive, _desk.Client.Switch.State.InDoubt));
        Assert.Equal(5, _sandbox.Account.OpenOrderCount);
    }

    [Fact]
    public void A_shorter_time_that_is_run_late_does_not_trigger_the_longer_one()
    {
        GiveUp(stop => _desk.Client.Switch.EnableAsync(TimeSpan.FromSeconds(5), cancellationToken: stop), runsAfter: 30);
        HtxAutoCancel on = _desk.Enable(TimeSpan.FromMinutes(30), keepAlive: true);
        Assert.True(on.InDoubt);
        _desk.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(5, _sandbox.Account.OpenOrderCount);
        Assert.False(_desk.Client.Switch.State.InDoubt);
    }

    [Fact]
    public void A_longer_time_that_is_run_late_does_not_move_the_deadline()
    {
        GiveUp(stop => _desk.Client.Switch.EnableAsync(TimeSpan.FromHours(5), cancellationToken: stop), runsAfter: 30);
        _desk.Enable(TimeSpan.FromMinutes(2));
        _desk.Time.Advance(TimeSpan.FromMinutes(2.1));
        Assert.Equal(0, _sandbox.Account.OpenOrderCount);
    }

    [Fact]
    public void A_call_that_was_confirmed_at_its_second_attempt_leaves_the_first_in_doubt()
    {
        Latency(40); // the first attempt is given up at 10 s, and run at 20 s
        Task<HtxAutoCancel> enabling = _desk.Client.Switch.EnableAsync(TimeSpan.FromSeconds(20), cancellationToken: CancellationToken.None);
        Latency(0);
        _desk.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.True(enabling.IsCompletedSuccessfully);
        Assert.Equal((true, true), (_desk.Client.Switch.State.Enabled, _desk.Client.Switch.State.InDoubt));

        Assert.True(_desk.Disable().InDoubt);
        _desk.Time.Advance(TimeSpan.FromMinutes(6));
        AssertOff();
    }

    [Fact]
    public void What_was_only_waiting_for_its_turn_in_the_budget_leaves_no_doubt()
    {
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.OverLimit) { Times = 1 });
        using var stop = new CancellationTokenSource();
        Task<HtxCancelResult> refused = _desk.Client.Orders.CancelAsync(OrderReference.Create("BTC-USDT", "1"), CancellationToken.None);
        _desk.Time.Advance(TimeSpan.FromMilliseconds(100));
        Task<HtxAutoCancel> enabling = _desk.Client.Switch.EnableAsync(s_halfMinute, cancellationToken: stop.Token);
        stop.Cancel();
        Assert.True(enabling.IsCanceled);
        Assert.Equal(0, Settings);
        Assert.False(_desk.Client.Switch.State.InDoubt);
        Assert.False(refused.IsCompleted);
    }

    [Fact]
    public void What_was_not_answered_and_never_set_again_is_in_doubt_until_it_must_have_triggered()
    {
        GiveUp(stop => _desk.Client.Switch.EnableAsync(TimeSpan.FromMinutes(2), cancellationToken: stop), runsAfter: 400);
        _desk.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("in doubt", _desk.Client.Switch.State.ToString());
        _desk.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("off", _desk.Client.Switch.State.ToString());
        Assert.Null(_sandbox.Account.AutoCancelAt); // it came, and its signature was too old
        Assert.Equal(1, Settings);
    }

    [Fact]
    public void Where_it_cannot_be_switched_off_again_that_is_told()
    {
        GiveUp(stop => _desk.Client.Switch.EnableAsync(s_halfMinute, cancellationToken: stop), runsAfter: 20);
        _desk.Disable();
        _desk.Client.Switch.TakeWarnings();
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.RefuseConnection) { Until = TimeSpan.FromSeconds(40) });
        _desk.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Contains("cannot be switched off again", Assert.Single(_desk.Client.Switch.TakeWarnings()), StringComparison.Ordinal);
        Assert.NotNull(_desk.Client.Switch.State.LastError);
        _desk.Time.Advance(TimeSpan.FromMinutes(6));
        AssertOff();
        Assert.Null(_desk.Client.Switch.State.LastError);
    }

    [Fact]
    public void It_goes_on_through_another_session_where_one_is_closed()
    {
        using HtxFuturesClient other = _desk.Connect();
        GiveUp(stop => _desk.Client.Switch.EnableAsync(s_halfMinute, cancellationToken: stop), runsAfter: 20);
        _desk.Disable();
        _desk.Client.Dispose();
        _desk.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal((5, null, false), (_sandbox.Account.OpenOrderCount, _sandbox.Account.AutoCancelAt, other.Switch.State.InDoubt));
    }

    private void GiveUp(Func<CancellationToken, Task<HtxAutoCancel>> call, double runsAfter)
    {
        using var stop = new CancellationTokenSource();
        Latency(runsAfter * 2);
        Task<HtxAutoCancel> given = call(stop.Token);
        Latency(0);
        _desk.Time.Advance(TimeSpan.FromSeconds(1));
        stop.Cancel();
        Assert.True(given.IsCanceled);
    }

    private void Latency(double roundTrip) => _sandbox.Exchange.Options.Latency = SandboxLatency.Fixed(TimeSpan.FromSeconds(roundTrip));

    private void AssertOff()
    {
        Assert.Equal((false, false), (_desk.Client.Switch.State.Enabled, _desk.Client.Switch.State.InDoubt));
        Assert.Equal(5, _sandbox.Account.OpenOrderCount);
        Assert.Null(_sandbox.Account.AutoCancelAt);
        AssertNothingMoreIsSent();
    }

    private void AssertNothingMoreIsSent()
    {
        int before = Settings;
        _desk.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(before, Settings);
        Assert.True(_desk.Client.Switch.Keeping.IsCompletedSuccessfully);
    }
}
