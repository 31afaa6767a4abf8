using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Time;

/// <summary>
/// Somebody sets this machine's clock, or sends it to sleep, in the middle of the work. What is signed, how old orders
/// are and how many requests may be sent follows the time that passes.
/// </summary>
public sealed class JumpingClockTests
{
    private readonly VirtualSandbox _sandbox = new(new SandboxOptions { Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(40)) });
    private readonly HostTime _host;

    public JumpingClockTests() => _host = new HostTime(_sandbox.Time);

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    [InlineData(60 * 24 * 365)]
    public void A_clock_that_is_set_while_500_orders_are_being_stopped_costs_nothing(int minutes)
    {
        OrderReference[] orders = [.. _sandbox.Account.AddSampleOrders(500).Select(VirtualSandbox.Reference)];
        using Desk desk = Open();
        long measured = _sandbox.Exchange.Counters.RequestsTo(Paths.Timestamp);

        // Now ahead, now back, every half second: some requests are on their way each time.
        int steps = 0;
        using ITimer timer = Every(TimeSpan.FromMilliseconds(500), () => _host.Step(TimeSpan.FromMinutes(steps++ % 2 == 0 ? minutes : -minutes)));
        HtxCancelResult[] results = desk.Time.Run(() => Task.WhenAll(orders.Select(order => desk.Client.Orders.CancelAsync(order, CancellationToken.None))));

        Assert.True(steps > 30);
        Assert.All(results, result => Assert.Equal((CancelOutcome.Accepted, 1), (result.Outcome, result.Attempts)));
        Assert.Equal(0, _sandbox.Exchange.Counters.AuthenticationFailures);
        Assert.Equal(0, _sandbox.Exchange.Counters.RefusedByWindow);
        Assert.Equal(72, _sandbox.Exchange.Counters.HighestInWindow);
        Assert.Equal(measured, _sandbox.Exchange.Counters.RequestsTo(Paths.Timestamp));
        Assert.InRange(desk.Time.Elapsed.TotalSeconds, 18, 20); // as long as without
    }

    [Theory]
    [InlineData(30)]
    [InlineData(-30)]
    public void The_exchange_s_time_stays_right_without_a_request(int minutes)
    {
        using Desk desk = Open();
        _host.Step(TimeSpan.FromMinutes(minutes));
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(_sandbox.Exchange.Now, desk.Client.ExchangeTime);
        Assert.Equal(TimeSpan.FromMinutes(-minutes), desk.Client.ClockOffset);
    }

    [Fact]
    public void A_machine_that_slept_for_a_night_is_refused_once_and_goes_on()
    {
        OrderReference order = VirtualSandbox.Reference(_sandbox.AddOrder());
        using Desk desk = Open();
        _host.Sleep(TimeSpan.FromHours(9));

        HtxCancelResult result = desk.Cancel(order);
        Assert.Equal((CancelOutcome.Accepted, 2), (result.Outcome, result.Attempts));
        Assert.Equal(1, _sandbox.Exchange.Counters.AuthenticationFailures);
        Assert.Equal(_sandbox.Exchange.Now, desk.Client.ExchangeTime);
    }

    [Fact]
    public void A_sleep_with_a_window_half_used_does_not_exceed_it()
    {
        OrderReference[] orders = [.. _sandbox.Account.AddSampleOrders(300).Select(VirtualSandbox.Reference)];
        using Desk desk = Open();
        int asleep = 0;
        using ITimer timer = Every(TimeSpan.FromMilliseconds(700), () => _host.Sleep(TimeSpan.FromMilliseconds(200 * (asleep++ % 8))));

        HtxCancelResult[] results = desk.Time.Run(() => Task.WhenAll(orders.Select(order => desk.Client.Orders.CancelAsync(order, CancellationToken.None))));
        Assert.All(results, result => Assert.Equal(CancelOutcome.Accepted, result.Outcome));
        Assert.InRange(_sandbox.Exchange.Counters.HighestInWindow, 1, 72);
        Assert.Equal(0, _sandbox.Exchange.Counters.RefusedByWindow);
    }

    private Desk Open() => _sandbox.Open(options => options with { TimeProvider = _host, Budgets = new BudgetRegistry(_host) });

    private ITimer Every(TimeSpan span, Action action)
    {
        ITimer? timer = null;
        timer = _sandbox.Time.CreateTimer(
            _ =>
            {
                action();
                timer!.Change(span, Timeout.InfiniteTimeSpan);
            },
            null,
            span,
            Timeout.InfiniteTimeSpan);
        return timer;
    }
}
