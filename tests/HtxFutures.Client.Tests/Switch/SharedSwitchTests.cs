using HtxFutures.Client.Tests.Support;


namespace HtxFutures.Client.Tests.Switch;

/// <summary>The switch belongs to the account: its sessions in one process set, see and switch off the same one.</summary>
public sealed class SharedSwitchTests : IDisposable
{
    private static readonly TimeSpan s_halfMinute = TimeSpan.FromSeconds(30);

    private readonly VirtualSandbox _sandbox = VirtualSandbox.Remote();
    private readonly Desk _desk;
    private readonly HtxFuturesClient _other;

    public SharedSwitchTests()
    {
        _desk = _sandbox.Open(At("https://sandbox.invalid"));
        _sandbox.Account.AddSampleOrders(5);
        _other = _desk.Connect();
    }

    private int Settings => _sandbox.Exchange.Counters.RequestsTo(Paths.CancelAfter);

    public void Dispose()
    {
        _other.Dispose();
        _desk.Dispose();
    }

    [Fact]
    public void All_sessions_show_the_same()
    {
        HtxAutoCancel state = _desk.Enable(s_halfMinute, keepAlive: true);
        Assert.Equivalent(state, _other.Switch.State, strict: true);
        _desk.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equivalent(_desk.Client.Switch.State, _other.Switch.State, strict: true);
        Assert.True(_other.Switch.State.TriggersAt > state.TriggersAt);
    }

    [Fact]
    public void Switching_off_ends_the_renewing_of_another_session()
    {
        _desk.Enable(s_halfMinute, keepAlive: true);
        Assert.False(_desk.Time.Run(() => _other.Switch.DisableAsync()).KeepAlive);
        Assert.Equal((false, false), (_desk.Client.Switch.State.Enabled, _desk.Client.Switch.State.KeepAlive));
        AssertNothingMoreIsSent();
        Assert.Null(_sandbox.Account.AutoCancelAt);
        Assert.Equal(5, _sandbox.Account.OpenOrderCount);
    }

    [Fact]
    public void Setting_it_through_another_session_goes_on_renewing()
    {
        _desk.Enable(s_halfMinute, keepAlive: true);
        Assert.True(_desk.Time.Run(() => _other.Switch.EnableAsync(TimeSpan.FromMinutes(3))).KeepAlive);
        int before = Settings;
        _desk.Time.Advance(TimeSpan.FromMinutes(9.5));
        Assert.InRange(Settings - before, 9, 10); // one renewing, not two
        Assert.Equal(5, _sandbox.Account.OpenOrderCount);
    }

    [Fact]
    public void The_last_session_that_renews_it_is_the_one_that_does()
    {
        _desk.Enable(s_halfMinute, keepAlive: true);
        _desk.Time.Run(() => _other.Switch.EnableAsync(s_halfMinute, keepAlive: true));
        int before = Settings;
        _desk.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.InRange(Settings - before, 5, 6);

        _desk.Client.Dispose();
        Assert.True(_other.Switch.State.KeepAlive);
        _desk.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(5, _sandbox.Account.OpenOrderCount);
        Assert.Empty(_other.Switch.TakeWarnings());
    }

    [Fact]
    public void The_end_of_the_session_that_renews_it_is_told_to_the_others_in_time()
    {
        _desk.Enable(s_halfMinute, keepAlive: true);
        _desk.Client.Dispose();
        Assert.Equal((true, false), (_other.Switch.State.Enabled, _other.Switch.State.KeepAlive));
        string warning = Assert.Single(_other.Switch.TakeWarnings());
        Assert.Contains("that renewed the dead-man's switch was closed", warning, StringComparison.Ordinal);
        Assert.Contains(_other.Switch.State.TriggersAt!.Value.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), warning, StringComparison.Ordinal);
        AssertNothingMoreIsSent();
        Assert.Equal(0, _sandbox.Account.OpenOrderCount);
    }

    [Fact]
    public void Each_session_is_told_of_what_goes_wrong()
    {
        _desk.Enable(s_halfMinute);
        _desk.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("has cancelled all open orders", Assert.Single(_desk.Client.Switch.TakeWarnings()), StringComparison.Ordinal);
        Assert.Contains("has cancelled all open orders", Assert.Single(_other.Switch.TakeWarnings()), StringComparison.Ordinal);
        Assert.Empty(_other.Switch.TakeWarnings());
    }

    [Fact]
    public void A_session_that_is_opened_later_is_told_how_it_stands()
    {
        _desk.Enable(s_halfMinute, keepAlive: true);
        using HtxFuturesClient renewed = _desk.Connect();
        Assert.Contains("another session of this process renews it", Assert.Single(renewed.Switch.TakeWarnings()), StringComparison.Ordinal);
        Assert.True(renewed.Switch.State.KeepAlive);

        _desk.Client.Dispose();
        using HtxFuturesClient armed = _desk.Connect();
        Assert.Contains("is set: unless", Assert.Single(armed.Switch.TakeWarnings()), StringComparison.Ordinal);

        _desk.Time.Advance(TimeSpan.FromMinutes(1));
        using HtxFuturesClient late = _desk.Connect();
        Assert.True(late.Switch.State.Triggered);
        Assert.Empty(late.Switch.TakeWarnings());
    }

    [Fact]
    public void A_session_that_nobody_can_reach_any_more_is_told_to_the_others()
    {
        Assert.False(_desk.Client.Switch.Orphan("that nobody can close", out bool isTold));
        _desk.Enable(s_halfMinute, keepAlive: true);
        Assert.True(_desk.Client.Switch.Orphan("that nobody can close", out isTold));
        Assert.True(isTold);
        Assert.Contains("renewed by a session that nobody can close.", Assert.Single(_other.Switch.TakeWarnings()), StringComparison.Ordinal);
        Assert.Empty(_desk.Client.Switch.TakeWarnings());

        _other.Dispose();
        Assert.True(_desk.Client.Switch.Orphan("that nobody can close", out isTold));
        Assert.False(isTold);
    }

    [Fact]
    public void The_named_addresses_lead_to_one_switch_and_any_other_to_one_of_its_own()
    {
        using HtxFuturesClient general = _desk.Connect(At("Global"));
        using HtxFuturesClient atAws = _desk.Connect(At("Aws"));
        _desk.Time.Run(() => general.Switch.EnableAsync(s_halfMinute, keepAlive: true));
        Assert.True(atAws.Switch.State.KeepAlive);
        Assert.False(_desk.Client.Switch.State.KeepAlive);
        _desk.Time.Run(() => atAws.Switch.DisableAsync());
        Assert.False(general.Switch.State.KeepAlive);
        AssertNothingMoreIsSent();
    }

    [Fact]
    public void No_two_exchanges_share_one()
    {
        var sandbox = VirtualSandbox.Remote();
        using Desk desk = sandbox.Open();
        _desk.Enable(s_halfMinute, keepAlive: true);
        Assert.Equivalent(new HtxAutoCancel(), desk.Client.Switch.State, strict: true);
        desk.Disable();
        Assert.True(_desk.Client.Switch.State.KeepAlive);
    }

    private static Func<HtxConnectOptions, HtxConnectOptions> At(string endpoint) => options => options with { Endpoint = HtxEndpoint.Parse(endpoint) };

    private void AssertNothingMoreIsSent()
    {
        int before = Settings;
        _desk.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(before, Settings);
    }
}
