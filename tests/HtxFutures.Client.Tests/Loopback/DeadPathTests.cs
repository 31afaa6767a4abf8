using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Loopback;

/// <summary>
/// The way to the exchange dies without a word and comes back (VPN, NAT, Wi-Fi, sleep): connections that were kept stay
/// silent for ever, new ones work. That costs one attempt, however many were kept, and nobody else pays for it again.
/// </summary>
public sealed class DeadPathTests
{
    // Less than a third of the budget: where it is scarce, a repeat stands back, and a look comes first.
    private const int AtOnce = 20;

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(2);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_costs_one_attempt_however_many_connections_were_kept()
    {
        await using ExchangeBehindTls exchange = await ExchangeBehindTls.StartAsync(AtOnce + 3);
        using HtxFuturesClient client = await exchange.ConnectAsync(s_timeout);
        using HtxFuturesClient other = await exchange.ConnectAsync(s_timeout);
        IReadOnlyList<SandboxOrder> orders = exchange.Account.Orders;
        await KeepManyAsync(exchange, client, orders);
        int kept = exchange.Network.OpenConnections;
        Assert.InRange(kept, 5, AtOnce); // a busy machine sends fewer of them at once

        exchange.Network.Silence();
        Assert.Equal((CancelOutcome.Accepted, 2), await CancelAsync(client, orders[AtOnce]));

        // What was kept is closed, for all sessions.
        Assert.True(SpinWait.SpinUntil(() => exchange.Network.OpenConnections <= 3, TimeSpan.FromSeconds(30)));
        Assert.Equal((CancelOutcome.Accepted, 1), await CancelAsync(client, orders[AtOnce + 1]));
        Assert.Equal((CancelOutcome.Accepted, 1), await CancelAsync(other, orders[AtOnce + 2]));
        AssertFew(exchange.Network.Connections - kept);
    }

    [Fact]
    public async Task A_listing_pays_once_too()
    {
        await using ExchangeBehindTls exchange = await ExchangeBehindTls.StartAsync(AtOnce + 1);
        using HtxFuturesClient client = await exchange.ConnectAsync(s_timeout);
        await KeepManyAsync(exchange, client, exchange.Account.Orders);
        int kept = exchange.Network.Connections;

        exchange.Network.Silence();
        Assert.True(await client.Orders.ListOpenAsync(cancellationToken: Stop).AnyAsync(Stop));
        AssertFew(exchange.Network.Connections - kept);
    }

    [Fact]
    public async Task Many_that_were_on_their_way_when_it_died_pay_once_each()
    {
        await using ExchangeBehindTls exchange = await ExchangeBehindTls.StartAsync(AtOnce);
        using HtxFuturesClient client = await exchange.ConnectAsync(s_timeout);
        exchange.Exchange.Options.Latency = SandboxLatency.Fixed(TimeSpan.FromMinutes(1));
        Task<(CancelOutcome Outcome, int Attempts)>[] cancels = [.. exchange.Account.Orders.Select(order => CancelAsync(client, order))];
        Assert.True(SpinWait.SpinUntil(() => exchange.Network.OpenConnections >= AtOnce, TimeSpan.FromSeconds(30)));

        exchange.Network.Silence();
        exchange.Exchange.Options.Latency = default;
        Assert.All(await Task.WhenAll(cancels), cancel =>
        {
            // One may have come through just before, and run: then the second finds it cancelled, or the look that is
            // taken meanwhile does so first.
            Assert.Contains(cancel, new[] { (CancelOutcome.Accepted, 2), (CancelOutcome.Canceled, 2), (CancelOutcome.Canceled, 1) });
        });
    }

    [Fact]
    public async Task Whoever_gives_up_a_silent_request_finds_new_connections_the_next_time()
    {
        var time = new ShiftedTime();
        await using ExchangeBehindTls exchange = await ExchangeBehindTls.StartAsync(AtOnce + 1);
        using HtxFuturesClient client = await exchange.ConnectAsync(TimeSpan.FromMinutes(1), time);
        await KeepManyAsync(exchange, client, exchange.Account.Orders);
        int kept = exchange.Network.Connections;
        exchange.Network.Silence();
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task<HtxCancelResult> silent = client.Orders.CancelAsync(VirtualSandbox.Reference(exchange.Account.Orders[AtOnce]), giveUp.Token);

        time.Shift = TimeSpan.FromSeconds(2);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => silent);
        Assert.Equal((CancelOutcome.Accepted, 1), await CancelAsync(client, exchange.Account.Orders[AtOnce]));
        AssertFew(exchange.Network.Connections - kept);
    }

    /// <summary>Leaves many connections behind: as many cancels at once need as many.</summary>
    private static async Task KeepManyAsync(ExchangeBehindTls exchange, HtxFuturesClient client, IReadOnlyList<SandboxOrder> orders)
    {
        exchange.Exchange.Options.Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(300));
        await Task.WhenAll(orders.Take(AtOnce).Select(order => CancelAsync(client, order)));
        exchange.Exchange.Options.Latency = default;
    }

    // One serves all that come one after the other; but it is given back only once its answer has been read to the end.
    private static void AssertFew(int opened) => Assert.InRange(opened, 1, 3);

    private static async Task<(CancelOutcome Outcome, int Attempts)> CancelAsync(HtxFuturesClient client, SandboxOrder order)
    {
        HtxCancelResult result = await client.Orders.CancelAsync(VirtualSandbox.Reference(order), Stop);
        return (result.Outcome, result.Attempts);
    }

    /// <summary>A clock that jumps, and whose timers are the system's.</summary>
    private sealed class ShiftedTime : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override long GetTimestamp() => base.GetTimestamp() + (long)(Shift.TotalSeconds * TimestampFrequency);
    }
}
