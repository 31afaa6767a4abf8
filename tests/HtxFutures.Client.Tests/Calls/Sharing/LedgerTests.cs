using HtxFutures.Calls.Sharing;

namespace HtxFutures.Client.Tests.Calls.Sharing;

/// <summary>What the ledger grants, to whom, and when it grants again.</summary>
public sealed class LedgerTests
{
    private readonly LedgerBench _bench = new();

    [Fact]
    public void Who_is_alone_gets_all_it_wants_up_to_the_limit()
    {
        Assert.Equal(10, _bench.Ask("a", ordinary: 10).Granted);
        Assert.Equal(62, _bench.Ask("a", ordinary: 100, underWay: 10).Granted);
        Assert.Equal(0, _bench.Ask("a", ordinary: 100, underWay: 72).Granted);
    }

    [Fact]
    public void Who_is_alone_gets_some_more_for_what_comes_soon_and_leaves_some()
    {
        Assert.Equal(9, Ask("a", ordinary: 1, underWay: 0).Granted);
        Assert.Equal(9, _bench.Held);
        Assert.Equal(1 + 3, Ask("a", ordinary: 1, underWay: 64).Granted);
        Assert.Equal(1, Ask("a", ordinary: 1, underWay: 71).Granted);
        Assert.Equal(2, Ask("a", ordinary: 10, underWay: 70).Granted); // some of it waits still
        _bench.Ask("b");
        Assert.Equal(1, Ask("a", ordinary: 1, underWay: 0).Granted);
        _bench.Gone.Add("b");
        Assert.Equal(9, Ask("a", ordinary: 1, underWay: 0).Granted);

        LedgerAnswer Ask(string sharer, int ordinary, int underWay) => _bench.Ask(sharer, ordinary, underWay: underWay, with: report => report with { Soon = 8 });
    }

    [Fact]
    public void A_place_is_free_when_its_span_is_over_and_not_before()
    {
        _bench.Ask("a", ordinary: 72);
        _bench.Ask("a", counting: [(3, 72)]);
        _bench.Pass(2.99);
        LedgerAnswer early = _bench.Ask("b", ordinary: 5);
        Assert.Equal(0, early.Granted);
        Assert.InRange(early.AskIn.TotalMilliseconds, 1, 20);
        _bench.Pass(early.AskIn.TotalSeconds);
        Assert.Equal(5, _bench.Ask("b", ordinary: 5).Granted);
    }

    [Fact]
    public void A_span_begins_at_the_latest_moment_that_is_possible()
    {
        _bench.Doubt = 100_000;
        _bench.Ask("a", counting: [(3, 72)]);
        _bench.Doubt = 0;
        _bench.Pass(3.05);
        Assert.Equal(0, _bench.Ask("b", ordinary: 1).Granted);
        _bench.Pass(0.06);
        Assert.Equal(1, _bench.Ask("b", ordinary: 1).Granted);
    }

    [Fact]
    public void An_answer_that_was_lost_grants_nothing_twice()
    {
        _bench.Ask("a", ordinary: 72);
        Assert.Equal(72, _bench.Held);
        Assert.Equal(72, _bench.Ask("a", ordinary: 72).Granted); // it never knew of the first ones
        Assert.Equal(72, _bench.Held);
    }

    [Fact]
    public void Those_who_wait_hold_equally_many()
    {
        _bench.Ask("a", counting: [(1, 72)], ordinary: 300);
        _bench.Ask("b", ordinary: 300);
        _bench.Pass(1.002);
        Assert.Equal(36, _bench.Ask("a", ordinary: 300).Granted);
        Assert.Equal(36, _bench.Ask("b", ordinary: 300).Granted);
    }

    [Fact]
    public void What_one_does_not_want_falls_to_the_others()
    {
        _bench.Ask("a", counting: [(1, 72)], ordinary: 300);
        _bench.Ask("b", ordinary: 4);
        _bench.Pass(1.002);
        Assert.Equal(68, _bench.Ask("a", ordinary: 300).Granted);
        Assert.Equal(4, _bench.Ask("b", ordinary: 4).Granted);
    }

    [Fact]
    public void What_is_kept_for_one_who_does_not_come_falls_to_the_others()
    {
        _bench.Ask("a", counting: [(1, 72)], ordinary: 300);
        _bench.Ask("b", ordinary: 300);
        _bench.Pass(1.002);
        LedgerAnswer half = _bench.Ask("a", ordinary: 300);
        Assert.Equal(36, half.Granted);
        _bench.Pass(0.4);
        Assert.Equal(36, _bench.Ask("a", ordinary: 264, underWay: 36).Granted);
    }

    [Fact]
    public void What_is_urgent_anywhere_goes_first()
    {
        _bench.Ask("a", counting: [(1, 70), (1.5, 2)], ordinary: 5000);
        Assert.Equal(0, _bench.Ask("b", urgent: 2, with: report => report with { UnderWay = 0 }, counting: [(1, 2)]).Granted);
        _bench.Pass(1.01);
        Assert.Equal(68, _bench.Ask("a", ordinary: 5000, counting: [(0.5, 2)]).Granted); // 70 are free, 2 of them are b's
        Assert.Equal(2, _bench.Ask("b", urgent: 2).Granted);
    }

    [Fact]
    public void Who_dies_leaves_what_is_under_way_for_as_long_as_it_can_count()
    {
        _bench.Ask("a", ordinary: 72);
        _bench.Gone.Add("a");
        Assert.Equal(0, _bench.Ask("b", ordinary: 72).Granted);
        _bench.Pass(12.9);
        Assert.Equal(0, _bench.Ask("b", ordinary: 72).Granted);
        _bench.Pass(0.2);
        Assert.Equal(72, _bench.Ask("b", ordinary: 72).Granted);
        Assert.Single(_bench.State.Members);
    }

    [Fact]
    public void Who_falls_silent_is_waited_for_as_long_as_its_lease_is()
    {
        _bench.Ask("a", ordinary: 72);
        _bench.Pass(24.9);
        Assert.Equal(0, _bench.Ask("b", ordinary: 72).Granted);
        _bench.Pass(0.2);
        Assert.Equal(72, _bench.Ask("b", ordinary: 72).Granted);
    }

    [Fact]
    public void Who_leaves_shares_no_longer_and_leaves_what_counts()
    {
        _bench.Ask("a", ordinary: 10);
        _bench.Ask("a", with: report => report with { Leaves = true }, counting: [(3, 10)]);
        LedgerAnswer answer = _bench.Ask("b", ordinary: 72);
        Assert.Equal((62, 1), (answer.Granted, answer.Sharers));
    }

    [Fact]
    public void Sharers_are_counted_until_they_are_silent_for_long()
    {
        _bench.Ask("a");
        Assert.Equal(2, _bench.Ask("b").Sharers);
        _bench.Pass(Ledger.Silence.TotalSeconds + 1);
        Assert.Equal(1, _bench.Ask("b").Sharers);
    }

    [Fact]
    public void A_lower_limit_goes_for_all()
    {
        _bench.Ask("a", ordinary: 50);
        LedgerAnswer answer = _bench.Ask("a", underWay: 50, ordinary: 20, with: report => report with { Reading = new LedgerReading(40, TimeSpan.FromSeconds(5), null, TimeSpan.Zero) });
        Assert.Equal((0, 40, TimeSpan.FromSeconds(5)), (answer.Granted, answer.Limit, answer.Interval));
        Assert.Equal(5, _bench.Ask("b", ordinary: 5, with: report => report with { Sharer = "a", UnderWay = 35 }).Granted);
    }

    [Fact]
    public void What_others_use_that_do_not_share_is_left_to_them_until_it_is_over()
    {
        _bench.Ask("a", ordinary: 10);
        LedgerAnswer answer = _bench.Ask("a", ordinary: 72, counting: [(3, 10)], with: report => report with { Reading = new LedgerReading(72, TimeSpan.FromSeconds(3), 2, TimeSpan.FromSeconds(1)) });
        Assert.Equal(2, answer.Granted); // 10 are ours, 60 theirs
        _bench.Pass(1.01);
        Assert.Equal(60, _bench.Ask("a", ordinary: 70, underWay: 2, counting: [(2, 10)]).Granted);
    }

    [Fact]
    public void What_sharers_use_is_not_taken_for_others()
    {
        _bench.Ask("b", ordinary: 40);
        _bench.Ask("a", ordinary: 10);
        LedgerAnswer answer = _bench.Ask("a", ordinary: 72, counting: [(3, 10)], with: report => report with { Reading = new LedgerReading(72, TimeSpan.FromSeconds(3), 22, TimeSpan.FromSeconds(1)) });
        Assert.Equal(22, answer.Granted);
    }

    [Fact]
    public void All_rest_when_one_was_refused()
    {
        LedgerAnswer own = _bench.Ask("a", ordinary: 1, with: report => report with { Rest = TimeSpan.FromSeconds(2) });
        Assert.Equal(0, own.Granted);
        LedgerAnswer other = _bench.Ask("b", ordinary: 1);
        Assert.Equal(0, other.Granted);
        Assert.InRange(other.Rest.TotalSeconds, 1.99, 2.01);
        _bench.Pass(2.01);
        Assert.Equal(1, _bench.Ask("b", ordinary: 1).Granted);
    }

    [Fact]
    public void All_are_blocked_when_one_is()
    {
        _bench.Ask("a", with: report => report with { Block = TimeSpan.FromMinutes(1) });
        LedgerAnswer other = _bench.Ask("b", ordinary: 1);
        Assert.Equal(0, other.Granted);
        Assert.InRange(other.Block.TotalSeconds, 59, 61);
    }

    [Fact]
    public void A_new_ledger_is_not_careful_unless_its_medium_is_young()
    {
        Assert.Equal(TimeSpan.Zero, _bench.Ask("a", ordinary: 1).Careful);
        _bench.Text = null;
        _bench.IsYoung = true;
        LedgerAnswer young = _bench.Ask("a", ordinary: 1);
        Assert.Equal(0, young.Granted);
        Assert.InRange(young.Careful.TotalSeconds, 4.9, 5.1);
    }

    [Fact]
    public void What_cannot_be_read_is_no_empty_ledger()
    {
        _bench.Text = "htx-ledger/1 cut off in the mid";
        Assert.Equal(0, _bench.Ask("a", ordinary: 1).Granted);
    }
}
