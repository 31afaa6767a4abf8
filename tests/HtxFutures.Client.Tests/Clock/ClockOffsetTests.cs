using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Clock;

/// <summary>A local clock that is wrong does not keep anyone from cancelling orders.</summary>
public sealed class ClockOffsetTests
{
    private readonly VirtualSandbox _sandbox = new(new SandboxOptions { Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(400)) });

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(-6)]
    [InlineData(24 * 400)]
    public void An_offset_of_hours_is_found_when_connecting(double hours)
    {
        _sandbox.Exchange.Options.ClockOffset = TimeSpan.FromHours(hours);
        OrderReference order = VirtualSandbox.Reference(_sandbox.AddOrder());
        using Desk desk = _sandbox.Open();

        Assert.Equal(TimeSpan.FromHours(hours), desk.Client.ClockOffset);
        Assert.Equal(_sandbox.Exchange.Now, desk.Client.ExchangeTime);
        Assert.Equal(CancelOutcome.Accepted, desk.Cancel(order).Outcome);
        Assert.Equal(0, _sandbox.Exchange.Counters.AuthenticationFailures);
    }

    [Theory]
    [InlineData(EnvelopeShape.Recorded2026)]
    [InlineData(EnvelopeShape.NoTs)]
    public void A_clock_that_jumps_costs_one_refusal(EnvelopeShape shape)
    {
        _sandbox.Exchange.Options.EnvelopeShape = shape;
        OrderReference order = VirtualSandbox.Reference(_sandbox.AddOrder());
        using Desk desk = _sandbox.Open();
        _sandbox.Exchange.Options.ClockOffset = TimeSpan.FromMinutes(-10);

        HtxCancelResult result = desk.Cancel(order);
        Assert.Equal((CancelOutcome.Accepted, 2), (result.Outcome, result.Attempts));
        Assert.Equal(TimeSpan.FromMinutes(-10), desk.Client.ClockOffset);
        Assert.Equal(2, _sandbox.Exchange.Counters.RequestsTo(Paths.Timestamp));
        Assert.Equal(1, _sandbox.Exchange.Counters.AuthenticationFailures);
    }

    [Fact]
    public void A_clock_that_drifts_is_followed_without_a_refusal()
    {
        using Desk desk = _sandbox.Open();
        for (int minute = 1; minute <= 20; minute++)
        {
            _sandbox.Exchange.Options.ClockOffset = TimeSpan.FromMinutes(minute);
            desk.List();
            Assert.InRange((desk.Client.ClockOffset - TimeSpan.FromMinutes(minute)).TotalMilliseconds, -200, 200);
        }

        Assert.Equal(0, _sandbox.Exchange.Counters.AuthenticationFailures);
        Assert.Equal(1, _sandbox.Exchange.Counters.RequestsTo(Paths.Timestamp));
    }

    [Fact]
    public void A_stamp_from_the_end_of_the_calendar_is_none()
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        exchange.Answer(Paths.CancelOrder, Replies.Json(Recorded.Envelope("null", 1205, ts: 253402300799999)), Replies.Accepted);
        Assert.Null(desk.CancelRecorded().ExchangeTime);

        // The clock goes on, and would have gone on beyond the end.
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(CancelOutcome.Accepted, desk.CancelRecorded().Outcome);
    }

    [Fact]
    public void A_stamp_from_a_thousand_years_on_is_met_by_measuring_the_clock()
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        exchange.Answer(Paths.CancelOrder, Replies.Json(Recorded.Envelope("null", 1205, ts: 32503679999999)), Replies.Code(12001), Replies.Accepted);
        desk.CancelRecorded();
        Assert.Equal(2999, desk.Client.ExchangeTime.Year);
        Assert.Equal(CancelOutcome.Accepted, desk.CancelRecorded().Outcome);
        Assert.Equal(TimeSpan.Zero, desk.Client.ClockOffset);
    }

    [Fact]
    public void An_exchange_that_refuses_every_time_stamp_is_a_clock_error()
    {
        _sandbox.Exchange.Options.TimestampTolerance = TimeSpan.FromSeconds(-1);
        HtxException failure = Assert.Throws<HtxException>(() => _sandbox.Open());
        Assert.Equal((HtxErrorKind.ClockSkew, 12001), (failure.Kind, failure.Code));
        Assert.Equal(2, _sandbox.Exchange.Counters.RequestsTo(Paths.Timestamp));
        Assert.True(failure.EndsRun);
    }
}
