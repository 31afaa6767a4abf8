using HtxFutures.Client.Tests.Orders.Clearing;

namespace HtxFutures.Client.Tests.Switch;

/// <summary>The switch belongs to the account: its sessions in one process set, see and switch off the same one.</summary>
public sealed class SharedSwitchTests : IDisposable
{
    private static readonly TimeSpan s_halfMinute = TimeSpan.FromSeconds(30);

    private readonly SandboxDesk _desk = new();
    private readonly HtxFuturesClient _other;

    public SharedSwitchTests()
    {
        _desk.Account.AddSampleOrders(5);
        _other = _desk.Connect();
    }

    private int Settings => _desk.Exchange.Counters.RequestsTo(SandboxDesk.CancelAfter);

    public void Dispose()
    {
        _other.Dispose();
        _desk.Dispose();
    }

    [Fact]
    public void All_sessions_show_the_same()
    {
        HtxAutoCancel state = _desk.Enable(s_halfMinute, keepAlive: true);
        Assert.Equal(state, _other.AutoCancel);
        _desk.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(_desk.Client.AutoCancel, _other.AutoCancel);
        Assert.True(_other.AutoCancel.TriggersAt > state.TriggersAt);
    }

    [Fact]
    public void Switching_off_ends_the_renewing_of_another_session()
    {
        _desk.Enable(s_halfMinute, keepAlive: true);
        Assert.False(_desk.Time.Run(() => _other.DisableAutoCancelAsync()).KeepAlive);
        Assert.Equal((false, false), (_desk.Client.AutoCancel.Enabled, _desk.Client.AutoCancel.KeepAlive));
        AssertNothingMoreIsSent();
        Assert.Null(_desk.Account.AutoCancelAt);
        Assert.Equal(5, _desk.Account.OpenOrderCount);
    }

    [Fact]
    public void Setting_it_through_another_session_goes_on_renewing()
    {
        _desk.Enable(s_halfMinute, keepAlive: true);
        Assert.True(_desk.Time.Run(() => _other.EnableAutoCancelAsync(TimeSpan.FromMinutes(3))).KeepAlive);
        int before = Settings;
        _desk.Time.Advance(TimeSpan.FromMinutes(9.5));
        Assert.InRange(Settings - before, 9, 10); // one renewing, not two
        Assert.Equal(5, _desk.Account.OpenOrderCount);
    }

    [Fact]
    public void The_last_session_that_renews_it_is_the_one_that_does()
    {
        _desk.Enable(s_halfMinute, keepAlive: true);
        _desk.Time.Run(() => _other.EnableAutoCancelAsync(s_halfMinute, keepAlive: true));
        int before = Settings;
        _desk.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.InRange(Settings - before, 5, 6);

        _desk.Client.Dispose();
        Assert.True(_other.AutoCancel.KeepAlive);
        _desk.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(5, _desk.Account.OpenOrderCount);
        Assert.Empty(_other.TakeWarnings());
    }

    [Fact]
    public void The_end_of_the_session_that_renews_it_is_told_to_the_others_in_time()
    {
        _desk.Enable(s_halfMinute, keepAlive: true);
        _desk.Client.Dispose();
        Assert.Equal((true, false), (_other.AutoCancel.Enabled, _other.AutoCancel.KeepAlive));
        string warning = Assert.Single(_other.TakeWarnings());
        Assert.Contains("that renewed the dead-man's switch was closed", warning, StringComparison.Ordinal);
        Assert.Contains(_other.AutoCancel.TriggersAt!.Value.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), warning, StringComparison.Ordinal);
        AssertNothingMoreIsSent();
        Assert.Equal(0, _desk.Account.OpenOrderCount);
    }

    [Fact]
    public void Each_session_is_told_of_what_goes_wrong()
    {
        _desk.Enable(s_halfMinute);
        _desk.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("has cancelled all open orders", Assert.Single(_desk.Client.TakeWarnings()), StringComparison.Ordinal);
        Assert.Contains("has cancelled all open orders", Assert.Single(_other.TakeWarnings()), StringComparison.Ordinal);
        Assert.Empty(_other.TakeWarnings());
    }

    [Fact]
    public void A_session_that_is_opened_later_is_told_how_it_stands()
    {
        _desk.Enable(s_halfMinute, keepAlive: true);
        using HtxFuturesClient renewed = _desk.Connect();
        Assert.Contains("another session of this process renews it", Assert.Single(renewed.TakeWarnings()), StringComparison.Ordinal);
        Assert.True(renewed.AutoCancel.KeepAlive);

        _desk.Client.Dispose();
        using HtxFuturesClient armed = _desk.Connect();
        Assert.Contains("is set: unless", Assert.Single(armed.TakeWarnings()), StringComparison.Ordinal);

        _desk.Time.Advance(TimeSpan.FromMinutes(1));
        using HtxFuturesClient late = _desk.Connect();
        Assert.True(late.AutoCancel.Triggered);
        Assert.Empty(late.TakeWarnings());
    }

    [Fact]
    public void A_session_that_nobody_can_reach_any_more_is_told_to_the_others()
    {
        Assert.False(_desk.Client.Orphan(out bool isTold));
        _desk.Enable(s_halfMinute, keepAlive: true);
        Assert.True(_desk.Client.Orphan(out isTold));
        Assert.True(isTold);
        Assert.Contains("whose runspace has ended", Assert.Single(_other.TakeWarnings()), StringComparison.Ordinal);
        Assert.Empty(_desk.Client.TakeWarnings());

        _other.Dispose();
        Assert.True(_desk.Client.Orphan(out isTold));
        Assert.False(isTold);
    }

    [Fact]
    public void The_named_addresses_lead_to_one_switch_and_any_other_to_one_of_its_own()
    {
        using HtxFuturesClient general = _desk.Connect("Global");
        using HtxFuturesClient atAws = _desk.Connect("Aws");
        _desk.Time.Run(() => general.EnableAutoCancelAsync(s_halfMinute, keepAlive: true));
        Assert.True(atAws.AutoCancel.KeepAlive);
        Assert.False(_desk.Client.AutoCancel.KeepAlive);
        _desk.Time.Run(() => atAws.DisableAutoCancelAsync());
        Assert.False(general.AutoCancel.KeepAlive);
        AssertNothingMoreIsSent();
    }

    [Fact]
    public void No_two_exchanges_share_one()
    {
        using var desk = new SandboxDesk();
        _desk.Enable(s_halfMinute, keepAlive: true);
        Assert.Equal(new HtxAutoCancel(), desk.Client.AutoCancel);
        desk.Disable();
        Assert.True(_desk.Client.AutoCancel.KeepAlive);
    }

    private void AssertNothingMoreIsSent()
    {
        int before = Settings;
        _desk.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(before, Settings);
    }
}
