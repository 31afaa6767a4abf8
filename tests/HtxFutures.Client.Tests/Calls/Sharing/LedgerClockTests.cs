using HtxFutures.Calls.Sharing;

namespace HtxFutures.Client.Tests.Calls.Sharing;

/// <summary>The ledger's clock: it never runs ahead, and never makes up what it has lost.</summary>
public sealed class LedgerClockTests
{
    private readonly LedgerBench _bench = new();

    [Fact]
    public void A_leap_ahead_that_a_sharer_has_seen_lets_nothing_go_early()
    {
        LedgerMark mark = _bench.Ask("a", counting: [(3, 72)]).Mark;
        _bench.Pass(0.1 + 10);
        _bench.Leap = 10_000_000;
        LedgerAnswer answer = _bench.Ask("a", ordinary: 1, last: mark, counting: [(2.9, 72)]);
        Assert.Equal(0, answer.Granted);
        _bench.Leap = 0;
        Assert.Equal(0, _bench.Ask("b", ordinary: 1).Granted);
        _bench.Pass(3);
        Assert.Equal(1, _bench.Ask("b", ordinary: 1).Granted);
    }

    [Fact]
    public void A_leap_that_several_have_seen_is_taken_out_once()
    {
        LedgerMark a = _bench.Ask("a").Mark;
        LedgerMark b = _bench.Ask("b", counting: [(3, 72)]).Mark;
        _bench.Pass(10);
        _bench.Leap = 10_000_000;
        _bench.Ask("a", last: a);
        _bench.Ask("b", last: b, counting: [(3, 72)]);
        _bench.Leap = 0;
        Assert.Equal(10_000_000, _bench.State.Behind);
        _bench.Pass(3.01);
        Assert.Equal(1, _bench.Ask("a", ordinary: 1).Granted);
    }

    [Fact]
    public void A_clock_that_goes_back_stops_nothing_for_long()
    {
        _bench.Ask("a", counting: [(3, 72)]);
        _bench.Pass(-20);
        Assert.Equal(0, _bench.Ask("b", ordinary: 1).Granted);
        _bench.Pass(3.01);
        Assert.Equal(1, _bench.Ask("b", ordinary: 1).Granted);
    }

    [Fact]
    public void What_was_lost_is_not_made_up_or_a_span_that_began_meanwhile_would_run_off_early()
    {
        // The clock falls behind by 2 s: a reader is that much unsure of it.
        LedgerMark a = _bench.Ask("a").Mark;
        _bench.Pass(2 - 20);
        _bench.Ask("b", last: null, counting: [(3, 72)]); // begins while the clock stands
        _bench.Pass(20);
        _bench.Leap = 20_000_000; // back where it was: b sees a leap ahead
        _bench.Ask("b", last: a, counting: [(3, 72)]);
        _bench.Leap = 0;
        for (int i = 0; i < 29; i++)
        {
            _bench.Pass(0.1);
            Assert.Equal(0, _bench.Ask("c", ordinary: 1).Granted);
        }

        _bench.Pass(0.2);
        Assert.Equal(1, _bench.Ask("c", ordinary: 1).Granted);
    }

    [Fact]
    public void Small_steps_back_lose_no_time()
    {
        // Sharers read the clock some tenths of a millisecond apart.
        _bench.Ask("a", counting: [(3, 72)]);
        for (int i = 0; i < 3000; i++)
        {
            _bench.Pass(0.0013);
            _bench.Doubt = 600;
            _bench.Ask("b");
            _bench.Pass(-0.0003);
            _bench.Ask("c");
        }

        _bench.Doubt = 0;
        _bench.Pass(0.01);
        Assert.Equal(1, _bench.Ask("b", ordinary: 1).Granted);
    }
}
