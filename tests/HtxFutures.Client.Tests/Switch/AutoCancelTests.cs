using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Switch;

/// <summary>Setting the dead-man's switch, and what a session says of it.</summary>
public sealed class AutoCancelTests : IDisposable
{
    private static readonly TimeSpan s_halfMinute = TimeSpan.FromSeconds(30);

    // An exchange four minutes behind: times of it and times of ours must not be mixed up.
    private readonly VirtualSandbox _sandbox = new(new SandboxOptions
    {
        Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(40)),
        ClockOffset = TimeSpan.FromMinutes(-4),
    });
    private readonly Desk _desk;

    public AutoCancelTests()
    {
        _desk = _sandbox.Open();
        _sandbox.Account.AddSampleOrders(5);
    }

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void A_session_that_has_set_nothing_says_so()
    {
        HtxAutoCancel state = _desk.Client.Switch.State;
        Assert.Equivalent(new HtxAutoCancel(), state, strict: true);
        Assert.Equal("off", state.ToString());
    }

    [Fact]
    public void Set_once_it_triggers_at_the_time_it_shows()
    {
        HtxAutoCancel state = _desk.Enable(s_halfMinute);
        Assert.Equal((true, false, s_halfMinute), (state.Enabled, state.KeepAlive, state.Timeout));
        Assert.Equal(_sandbox.Account.AutoCancelAt!.Value.ToUnixTimeMilliseconds(), state.TriggersAt!.Value.ToUnixTimeMilliseconds());
        Assert.Equal(s_halfMinute, state.TriggersAt - state.ExchangeTime);
        Assert.Equal(TimeSpan.Zero, state.TriggersAt.Value.Offset);
        Assert.Equivalent(state, _desk.Client.Switch.State, strict: true);

        _desk.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(5, _sandbox.Account.OpenOrderCount);
        Assert.True(_desk.Client.Switch.State.Enabled);

        _desk.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, _sandbox.Account.OpenOrderCount);
        Assert.Equal((false, true), (_desk.Client.Switch.State.Enabled, _desk.Client.Switch.State.Triggered));
        string warning = Assert.Single(_desk.Client.Switch.TakeWarnings());
        Assert.Contains("has cancelled all open orders", warning, StringComparison.Ordinal);
        Assert.Empty(_desk.Client.Switch.TakeWarnings());
    }

    [Fact]
    public void Set_again_it_triggers_later()
    {
        HtxAutoCancel first = _desk.Enable(s_halfMinute);
        _desk.Time.Advance(TimeSpan.FromSeconds(20));
        HtxAutoCancel second = _desk.Enable(s_halfMinute);
        Assert.InRange((second.TriggersAt!.Value - first.TriggersAt!.Value).TotalSeconds, 20, 20.1);
        _desk.Time.Advance(TimeSpan.FromSeconds(25));
        Assert.Equal(5, _sandbox.Account.OpenOrderCount);
        Assert.Empty(_desk.Client.Switch.TakeWarnings());
    }

    [Fact]
    public void Set_again_too_late_it_says_what_has_happened()
    {
        _desk.Enable(s_halfMinute);
        _desk.Time.Advance(TimeSpan.FromSeconds(40));
        Assert.True(_desk.Enable(s_halfMinute).Enabled);
        Assert.Contains("has cancelled all open orders", Assert.Single(_desk.Client.Switch.TakeWarnings()), StringComparison.Ordinal);
    }

    [Fact]
    public void Switched_off_it_does_not_trigger()
    {
        _desk.Enable(s_halfMinute);
        HtxAutoCancel state = _desk.Disable();
        Assert.Equal((false, false, null, null), (state.Enabled, state.Triggered, state.TriggersAt, state.Timeout));
        Assert.NotNull(state.ExchangeTime);
        Assert.Null(_sandbox.Account.AutoCancelAt);
        _desk.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(5, _sandbox.Account.OpenOrderCount);
        Assert.Empty(_desk.Client.Switch.TakeWarnings());
    }

    [Fact]
    public void Switching_off_what_this_session_has_not_set_is_sent_all_the_same()
    {
        Assert.False(_desk.Disable().Enabled);
        Assert.False(_desk.Disable().Enabled);
        Assert.Equal(2, _sandbox.Exchange.Counters.RequestsTo(Paths.CancelAfter));
    }

    [Theory]
    [InlineData(4.999)]
    [InlineData(0)]
    [InlineData(-30)]
    [InlineData(40 * 24 * 3600)]
    public void A_time_out_that_the_exchange_does_not_take_is_refused_here(double seconds)
    {
        HtxException failure = Assert.Throws<HtxException>(() => _desk.Enable(TimeSpan.FromSeconds(seconds)));
        Assert.Equal(HtxErrorKind.InvalidParameter, failure.Kind);
        Assert.Equal(0, _sandbox.Exchange.Counters.RequestsTo(Paths.CancelAfter));
    }

    [Fact]
    public void A_refusal_leaves_everything_as_it_was()
    {
        _sandbox.Account.CanTrade = false;
        Assert.Equal(HtxErrorKind.PermissionDenied, Assert.Throws<HtxException>(() => _desk.Enable(s_halfMinute, keepAlive: true)).Kind);
        Assert.Equivalent(new HtxAutoCancel(), _desk.Client.Switch.State, strict: true);
        Assert.True(_desk.Client.Switch.Keeping.IsCompleted);
    }

    [Fact]
    public void A_lost_answer_is_repeated_for()
    {
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.DropAfter) { Path = Paths.CancelAfter, Times = 2 });
        Assert.True(_desk.Enable(s_halfMinute).Enabled);
        Assert.Equal(3, _sandbox.Exchange.Counters.RequestsTo(Paths.CancelAfter));
    }

    [Fact]
    public void Answers_that_stay_away_leave_a_doubt_that_shows()
    {
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.BadGatewayAfter) { Path = Paths.CancelAfter });
        HtxException failure = Assert.Throws<HtxException>(() => _desk.Enable(s_halfMinute, keepAlive: true));
        Assert.Equal(HtxErrorKind.OutcomeUnknown, failure.Kind);
        Assert.Equal((false, true, false), (_desk.Client.Switch.State.Enabled, _desk.Client.Switch.State.InDoubt, _desk.Client.Switch.State.KeepAlive));

        // The answer to the switching off does not take back what was sent before.
        _sandbox.Exchange.Faults.Clear();
        HtxAutoCancel off = _desk.Disable();
        Assert.Equal((false, true, "in doubt"), (off.Enabled, off.InDoubt, off.ToString()));
        _desk.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal((false, false, "off"), (_desk.Client.Switch.State.Enabled, _desk.Client.Switch.State.InDoubt, _desk.Client.Switch.State.ToString()));
    }
}
