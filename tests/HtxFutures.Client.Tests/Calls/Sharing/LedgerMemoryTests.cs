using HtxFutures.Calls.Sharing;

namespace HtxFutures.Client.Tests.Calls.Sharing;

/// <summary>A medium that knows less than it had answered.</summary>
public sealed class LedgerMemoryTests
{
    private readonly LedgerBench _bench = new();

    [Fact]
    public void Who_was_answered_notices_an_empty_medium_and_nothing_is_granted_until_all_have_reported()
    {
        LedgerMark a = _bench.Ask("a", ordinary: 40).Mark;
        LedgerMark b = _bench.Ask("b", ordinary: 32).Mark;
        _bench.Text = null;
        LedgerAnswer noticed = _bench.Ask("a", ordinary: 40, underWay: 40, last: a);
        Assert.True(noticed.HasForgotten);
        Assert.Equal(0, noticed.Granted);
        Assert.InRange(noticed.Careful.TotalSeconds, 4.9, 5.1);

        _bench.Pass(1);
        LedgerAnswer second = _bench.Ask("b", ordinary: 40, last: b, counting: [(3, 32)]);
        Assert.True(second.HasForgotten);
        Assert.InRange(second.Careful.TotalSeconds, 3.9, 4.1); // begun once
        Assert.Equal(72, _bench.Held);

        _bench.Pass(4.1);
        Assert.Equal(32, _bench.Ask("b", ordinary: 40, last: second.Mark).Granted);
    }

    [Fact]
    public void An_older_copy_of_itself_is_noticed()
    {
        LedgerMark first = _bench.Ask("a", ordinary: 10).Mark;
        string older = _bench.Text!;
        LedgerMark last = _bench.Ask("a", underWay: 10, ordinary: 60, last: first).Mark;
        _bench.Text = older;
        LedgerAnswer noticed = _bench.Ask("a", underWay: 70, ordinary: 2, last: last);
        Assert.True(noticed.HasForgotten);
        Assert.Equal(0, noticed.Granted);
    }

    [Fact]
    public void Others_notice_an_older_copy_too_however_far_it_has_come()
    {
        LedgerMark b = _bench.Ask("b").Mark;
        string older = _bench.Text!;
        LedgerMark a = default;
        for (int i = 0; i < 5; i++)
        {
            a = _bench.Ask("a").Mark;
        }

        b = _bench.Ask("b", last: b, ordinary: 30).Mark;
        _bench.Text = older;
        for (int i = 0; i < 20; i++)
        {
            a = _bench.Ask("a", last: a).Mark;
        }

        Assert.True(_bench.Ask("b", last: b, underWay: 30).HasForgotten);
        Assert.Equal(30, _bench.Held);
    }

    [Fact]
    public void Who_notices_long_after_holds_up_nobody()
    {
        LedgerMark a = _bench.Ask("a").Mark;
        LedgerMark b = _bench.Ask("b").Mark;
        _bench.Text = null;
        a = _bench.Ask("a", last: a).Mark;
        _bench.Pass(30);
        a = _bench.Ask("a", last: a).Mark;
        Assert.True(_bench.Ask("b", last: b).HasForgotten);
        Assert.Equal(72, _bench.Ask("a", ordinary: 72, last: a).Granted);
    }

    [Fact]
    public void Who_comes_back_is_waited_for()
    {
        LedgerMark a = _bench.Ask("a").Mark;
        _bench.Ask("b", ordinary: 72);
        _bench.Pass(40);
        LedgerAnswer back = _bench.Ask("a", last: a, ordinary: 10, with: report => report with { ComesBack = true });
        Assert.False(back.HasForgotten);
        Assert.Equal(0, back.Granted);
        Assert.InRange(back.Careful.TotalSeconds, 4.9, 5.1);
    }

    [Fact]
    public void Who_knows_an_old_state_of_the_same_ledger_goes_on()
    {
        LedgerMark a = _bench.Ask("a").Mark;
        for (int i = 0; i < 20; i++)
        {
            _bench.Ask("b");
        }

        _bench.Pass(600);
        LedgerAnswer back = _bench.Ask("a", ordinary: 3, last: a);
        Assert.False(back.HasForgotten);
        Assert.Equal(3, back.Granted);
    }
}
