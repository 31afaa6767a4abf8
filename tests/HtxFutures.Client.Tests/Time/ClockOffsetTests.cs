using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Time;

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
        _sandbox.Exchange.Options.AuthenticationFailureShape = AuthenticationFailureShape.V5Envelope;
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

    [Theory]
    [InlineData(32503679999999)] // a thousand years on
    [InlineData(1564617600000)] // 2019
    [InlineData(1)]
    public void A_stamp_that_no_clock_of_the_exchange_can_have_shown_is_none(long stamp)
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        exchange.Answer(Paths.CancelOrder, Replies.Json(Recorded.Envelope("null", 1205, ts: stamp)), Replies.Accepted);
        Assert.Null(desk.CancelRecorded().ExchangeTime);
        Assert.Equal(TimeSpan.Zero, desk.Client.ClockOffset);
        Assert.Equal(CancelOutcome.Accepted, desk.CancelRecorded().Outcome);

        exchange.Answer(Paths.Timestamp, Replies.Json(string.Create(null, $$"""{"status":"ok","ts":{{stamp}}}""")));
        using Desk other = exchange.Open();
        Assert.Equal(TimeSpan.Zero, other.Client.ClockOffset);
    }

    [Fact]
    public void A_refused_key_whose_answer_shows_that_our_clock_was_off_is_a_matter_of_the_clock()
    {
        // Code 401 for everything, as recorded for an address: only the stamp beside it tells what was wrong.
        OrderReference order = VirtualSandbox.Reference(_sandbox.AddOrder());
        using Desk desk = _sandbox.Open();
        _sandbox.Exchange.Options.ClockOffset = TimeSpan.FromMinutes(-10);

        HtxCancelResult result = desk.Cancel(order);
        Assert.Equal((CancelOutcome.Accepted, 2), (result.Outcome, result.Attempts));
        Assert.Equal(TimeSpan.FromMinutes(-10), desk.Client.ClockOffset);

        // Where it was not off, the key is not tried again.
        _sandbox.Account.AddressAllowed = false;
        result = desk.Cancel(order);
        Assert.Equal((CancelOutcome.Rejected, 1, HtxErrorKind.AuthenticationFailed), (result.Outcome, result.Attempts, result.Failure!.Kind));
    }

    [Fact]
    public void Many_requests_whose_time_stamps_are_refused_share_one_measurement()
    {
        _sandbox.Exchange.Options.AuthenticationFailureShape = AuthenticationFailureShape.V5Envelope;
        _sandbox.Exchange.Options.EnvelopeShape = EnvelopeShape.NoTs; // only measuring helps
        _sandbox.Exchange.Options.Latency = new SandboxLatency(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(400));
        OrderReference[] orders = [.. Enumerable.Range(0, 50).Select(_ => VirtualSandbox.Reference(_sandbox.AddOrder()))];
        using Desk desk = _sandbox.Open();
        _sandbox.Exchange.Options.ClockOffset = TimeSpan.FromMinutes(-10);

        HtxCancelResult[] results = desk.Time.Run(() => Task.WhenAll(orders.Select(order => desk.Client.Orders.CancelAsync(order, TestContext.Current.CancellationToken))));
        Assert.All(results, result => Assert.Equal((CancelOutcome.Accepted, 2), (result.Outcome, result.Attempts)));
        Assert.Equal(50, _sandbox.Exchange.Counters.AuthenticationFailures);
        Assert.Equal(1 + 1, _sandbox.Exchange.Counters.RequestsTo(Paths.Timestamp));
    }

    [Fact]
    public void An_exchange_that_refuses_every_time_stamp_is_a_clock_error()
    {
        _sandbox.Exchange.Options.AuthenticationFailureShape = AuthenticationFailureShape.V5Envelope;
        _sandbox.Exchange.Options.TimestampTolerance = TimeSpan.FromSeconds(-1);
        HtxException failure = Assert.Throws<HtxException>(() => _sandbox.Open());
        Assert.Equal((HtxErrorKind.ClockSkew, 12001), (failure.Kind, failure.Code));
        Assert.Equal(2, _sandbox.Exchange.Counters.RequestsTo(Paths.Timestamp));
        Assert.True(failure.EndsRun);
    }
}
