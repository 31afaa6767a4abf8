using HtxFutures.Client.Tests.Calls.Budget;
using HtxFutures.Simulation.Sharing;

namespace HtxFutures.Client.Tests.Calls.Sharing;

/// <summary>Several processes that share one budget: no window of the exchange ever sees more of them together than it allows.</summary>
public sealed class SharedBudgetTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    private static readonly TimeSpan s_trip = TimeSpan.FromMilliseconds(40);

    private readonly VirtualTime _time = new();
    private readonly VirtualLedger _ledger;
    private readonly List<TimeSpan> _counted = [];

    public SharedBudgetTests() => _ledger = new VirtualLedger(_time);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void All_together_are_as_fast_as_one_may_be(int processes)
    {
        SharingProcess[] sharers = [.. Enumerable.Range(0, processes).Select(number => Open(number))];
        _time.Run(() => Task.WhenAll(sharers.Select(sharer => sharer.SendAsync(600 / processes))));
        Assert.Equal(600, _counted.Count);
        Assert.Equal(72, JitteryExchange.HighestInAnyWindow(_counted));
        TimeSpan bound = 8 * TimeSpan.FromSeconds(3);
        Assert.InRange(_time.Elapsed / bound, 1.0, 1.05);
    }

    [Fact]
    public void Who_works_beside_others_has_as_much_as_they()
    {
        SharingProcess first = Open(0);
        SharingProcess second = Open(1);
        _ = first.SendAsync(2000);
        _ = second.SendAsync(2000);
        _time.Advance(TimeSpan.FromSeconds(4)); // the first window is the first one's
        (int one, int other) = (first.Answered, second.Answered);
        _time.Advance(TimeSpan.FromSeconds(27.5));
        Assert.InRange((first.Answered - one) / (double)(second.Answered - other), 0.9, 1.1);
        Assert.InRange(_counted.Count, 10 * 72, 11 * 72);
    }

    [Fact]
    public void What_is_urgent_waits_for_one_place_and_no_more()
    {
        SharingProcess busy = Open(0);
        SharingProcess urgent = Open(1);
        _ = busy.SendAsync(5000);
        _time.Advance(TimeSpan.FromSeconds(7.5));
        int before = busy.Answered;
        TimeSpan waited = _time.Run(() => urgent.SendAsync(goesAhead: true));
        Assert.InRange(waited.TotalSeconds, 0, 3.1);
        Assert.InRange(busy.Answered - before, 0, 72); // those that were under way, and no window more
        Assert.InRange(JitteryExchange.HighestInAnyWindow(_counted), 60, 72);
    }

    [Fact]
    public void The_first_place_is_there_at_once_and_alone_nobody_waits()
    {
        SharingProcess alone = Open(0);
        Assert.Equal(TimeSpan.Zero, _time.Run(() => alone.SendAsync()));
        Assert.Equal(TimeSpan.Zero, _time.Run(() => alone.SendAsync()));
    }

    [Fact]
    public void Who_is_alone_asks_the_ledger_once_for_several_requests_that_come_one_after_the_other()
    {
        SharingProcess alone = Open(0);
        _time.Run(() => alone.SendAsync());
        int before = _ledger.Changes;
        for (int request = 0; request < 60; request++)
        {
            _time.Run(() => alone.SendAsync());
        }

        Assert.InRange(_ledger.Changes - before, 1, 20);
        Assert.InRange(JitteryExchange.HighestInAnyWindow(_counted), 60, 72);
    }

    [Fact]
    public void Who_is_killed_gives_back_its_places_and_nothing_is_exceeded()
    {
        SharingProcess first = Open(0);
        SharingProcess second = Open(1);
        _ = first.SendAsync(2000);
        _ = second.SendAsync(2000);
        _time.Advance(TimeSpan.FromSeconds(4.02));
        Kill(first, isNoticed: true);
        _time.Advance(TimeSpan.FromSeconds(16));
        int before = second.Answered;
        _time.Advance(TimeSpan.FromSeconds(12.2));
        Assert.InRange(second.Answered - before, 4 * 72, 5 * 72); // alone, and with all of it
        Assert.InRange(JitteryExchange.HighestInAnyWindow(_counted), 60, 72);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(100)]
    public void Who_is_stopped_and_goes_on_exceeds_nothing(double seconds)
    {
        SharingProcess first = Open(0);
        SharingProcess second = Open(1);
        _ = first.SendAsync(3000);
        _ = second.SendAsync(3000);
        for (int i = 0; i < 6; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(3.3 + (i * 0.217)));
            first.Time.Stop();
            _time.Advance(TimeSpan.FromSeconds(seconds));
            first.Time.GoOn();
        }

        Assert.InRange(JitteryExchange.HighestInAnyWindow(_counted), 60, 72);
        Assert.InRange(first.Answered, 100, 3000);
    }

    [Fact]
    public void A_medium_that_fails_divides_the_limit_and_comes_back()
    {
        SharingProcess first = Open(0);
        SharingProcess second = Open(1);
        _ = first.SendAsync(5000);
        _ = second.SendAsync(10);
        _time.Advance(TimeSpan.FromSeconds(10));
        _ledger.Fails = true;
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.NotNull(first.Budget.TakeWarning());
        Assert.Null(first.Budget.TakeWarning()); // once
        Assert.Equal(36, first.Budget.Snapshot().Share);

        int before = first.Answered;
        _ = second.SendAsync(5000);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.InRange(first.Answered - before, 4 * 36, 7 * 36); // a part of it, after a rest
        _ledger.Fails = false;
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(first.Budget.Snapshot().Share);
        int together = _counted.Count;
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.InRange(_counted.Count - together, 9 * 72, 10 * 72);
        Assert.InRange(JitteryExchange.HighestInAnyWindow(_counted), 60, 72);
    }

    [Fact]
    public void Who_is_alone_when_the_medium_fails_goes_on_with_all()
    {
        SharingProcess alone = Open(0);
        _ = alone.SendAsync(5000);
        _time.Advance(TimeSpan.FromSeconds(10));
        _ledger.Fails = true;
        int before = alone.Answered;
        _time.Advance(TimeSpan.FromSeconds(9.2));
        Assert.InRange(alone.Answered - before, 3 * 72, 4 * 72);
        Assert.Equal(72, JitteryExchange.HighestInAnyWindow(_counted));
    }

    [Fact]
    public void Who_never_reached_the_medium_keeps_to_a_half()
    {
        _ledger.Fails = true;
        SharingProcess alone = Open(0);
        _ = alone.SendAsync(5000);
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(36, alone.Budget.Snapshot().Share);
        Assert.Equal(36, JitteryExchange.HighestInAnyWindow(_counted));
        _ledger.Fails = false;
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(alone.Budget.Snapshot().Share);
        Assert.Equal(72, JitteryExchange.HighestInAnyWindow(_counted));
    }

    [Fact]
    public void A_medium_that_forgets_is_noticed_and_told_once()
    {
        SharingProcess first = Open(0);
        SharingProcess second = Open(1);
        _ = first.SendAsync(5000);
        _ = second.SendAsync(5000);
        _time.Advance(TimeSpan.FromSeconds(10));
        _ledger.Text = null;
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Contains("knows less", first.Budget.TakeWarning()!.Message, StringComparison.Ordinal);
        Assert.Null(first.Budget.TakeWarning());
        Assert.Null(first.Budget.Snapshot().Share);
        Assert.InRange(JitteryExchange.HighestInAnyWindow(_counted), 60, 72);
        Assert.InRange(_counted.Count, 10 * 72, 14 * 72);
    }

    [Fact]
    public void Who_sends_nothing_any_more_is_quiet_at_the_medium()
    {
        SharingProcess sharer = Open(0);
        _time.Run(() => sharer.SendAsync(20));
        _time.Advance(TimeSpan.FromSeconds(1));
        int before = _ledger.Changes;
        _time.Advance(TimeSpan.FromSeconds(100));
        Assert.InRange(_ledger.Changes - before, 30, 35); // that it lives
        sharer.Budget.Close();
        _time.Advance(TimeSpan.FromSeconds(5));
        before = _ledger.Changes;
        _time.Advance(TimeSpan.FromSeconds(500));
        Assert.Equal(before, _ledger.Changes);
        Assert.Equal(1, Open(1).Budget.Snapshot().Sharers);
    }

    [Fact]
    public void A_short_failure_of_one_holds_up_nobody_else()
    {
        SharingProcess[] sharers = [.. Enumerable.Range(0, 3).Select(number => Open(number))];
        foreach (SharingProcess sharer in sharers)
        {
            _ = sharer.SendAsync(3000);
        }

        _time.Advance(TimeSpan.FromSeconds(10));
        int before = _counted.Count;
        _ledger.FailsFor = sharers[0].Name;
        _time.Advance(TimeSpan.FromSeconds(2));
        _ledger.FailsFor = null;
        _time.Advance(TimeSpan.FromSeconds(19));
        Assert.InRange(_counted.Count - before, 6 * 72, 8 * 72);
        Assert.InRange(JitteryExchange.HighestInAnyWindow(_counted), 60, 72);
    }

    [Fact]
    public void Collectors_are_told_how_long_it_took_to_ask()
    {
        var told = new System.Collections.Concurrent.ConcurrentQueue<string?>();
        using var meters = new System.Diagnostics.Metrics.MeterListener();
        meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name == "htx.client.budget.exchange.duration")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<double>((_, _, tags, _) => told.Enqueue(string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
        meters.Start();
        _ledger.Fails = true;
        SharingProcess sharer = Open(0);
        _ledger.Fails = false;
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Contains("htx.scope=machine error.type=medium", told);
        Assert.Contains("htx.scope=machine", told);
        Assert.Null(sharer.Budget.Snapshot().Share);
    }

    [Fact]
    public void A_block_is_everybodys()
    {
        SharingProcess first = Open(0);
        SharingProcess second = Open(1);
        first.Budget.Block(new HtxException(HtxErrorKind.Blocked, "The edge refuses this machine."), TimeSpan.FromMinutes(1));
        _time.Advance(TimeSpan.FromSeconds(21));
        HtxException blocked = Assert.Throws<HtxException>(() => _time.Run(() => second.SendAsync()));
        Assert.Equal(HtxErrorKind.Blocked, blocked.Kind);
        Assert.NotNull(blocked.RetryAt);
        _time.Advance(TimeSpan.FromSeconds(41));
        _time.Run(() => second.SendAsync());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_happens_to_the_sharers_no_window_is_exceeded(int seed)
    {
        var random = new Random(seed);
        _ledger.Slowness = TimeSpan.FromMilliseconds(random.Next(0, 3) switch { 0 => 0, 1 => 5, _ => 120 });
        List<SharingProcess> sharers = [.. Enumerable.Range(0, random.Next(2, 6)).Select(number => Open(number, seed, TimeSpan.FromMilliseconds(random.Next(2, 1500)), loses: random.Next(20, 200)))];
        int opened = sharers.Count;
        while (_time.Elapsed < TimeSpan.FromMinutes(3))
        {
            SharingProcess one = sharers[random.Next(sharers.Count)];
            switch (random.Next(10))
            {
                case 0:
                    one.Time.Stop();
                    _time.Advance(random.NextDouble() * TimeSpan.FromSeconds(random.Next(2) == 0 ? 2 : 40));
                    one.Time.GoOn();
                    break;
                case 1 when sharers.Count > 1:
                    Kill(one, isNoticed: random.Next(2) == 0);
                    sharers.Remove(one);
                    break;
                case 2:
                    sharers.Add(Open(opened++, seed, TimeSpan.FromMilliseconds(random.Next(2, 500))));
                    break;
                default:
                    _ = one.SendAsync(random.Next(1, 100), goesAhead: random.Next(5) == 0);
                    break;
            }

            _time.Advance(random.NextDouble() * TimeSpan.FromSeconds(4));
        }

        Assert.InRange(_counted.Count, 500, int.MaxValue);
        Assert.InRange(JitteryExchange.HighestInAnyWindow(_counted), 40, 72);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_happens_to_the_medium_no_window_is_exceeded(int seed)
    {
        // What is under way then is answered within the longest way, all have heard of all, and it fails for all or for none (see Ledger).
        var random = new Random(seed);
        _ledger.Slowness = TimeSpan.FromMilliseconds(random.Next(0, 3) switch { 0 => 0, 1 => 5, _ => 120 });
        SharingProcess[] sharers = [.. Enumerable.Range(0, random.Next(2, 6)).Select(number => Open(number, seed, TimeSpan.FromMilliseconds(random.Next(2, 1500))))];
        _time.Advance(TimeSpan.FromSeconds(6));
        while (_time.Elapsed < TimeSpan.FromMinutes(3))
        {
            switch (random.Next(12))
            {
                case 0:
                    _ledger.Fails = true;
                    Work(sharers, random, TimeSpan.FromSeconds(random.Next(1, 30)));
                    _ledger.Fails = false;
                    Work(sharers, random, TimeSpan.FromSeconds(8));
                    break;
                case 1:
                    _ledger.Text = random.Next(2) == 0 ? null : "garbage";
                    break;
                default:
                    _ = sharers[random.Next(sharers.Length)].SendAsync(random.Next(1, 100), goesAhead: random.Next(5) == 0);
                    break;
            }

            _time.Advance(random.NextDouble() * TimeSpan.FromSeconds(4));
        }

        Assert.InRange(_counted.Count, 500, int.MaxValue);
        Assert.InRange(JitteryExchange.HighestInAnyWindow(_counted), 40, 72);
    }

    private void Work(SharingProcess[] sharers, Random random, TimeSpan span)
    {
        for (TimeSpan end = _time.Elapsed + span; _time.Elapsed < end;)
        {
            _ = sharers[random.Next(sharers.Length)].SendAsync(random.Next(1, 100), goesAhead: random.Next(5) == 0);
            _time.Advance(random.NextDouble() * TimeSpan.FromSeconds(2));
        }
    }

    private void Kill(SharingProcess process, bool isNoticed)
    {
        process.IsDead = true;
        process.Time.Stop();
        if (isNoticed)
        {
            _ledger.Die(process.Name);
        }
    }

    private SharingProcess Open(int number, int seed = 1, TimeSpan? longest = null, int loses = int.MaxValue)
    {
        var time = new StoppableTime(_time);
        return new SharingProcess(_time, _ledger.OpenFor(time, $"p{number}", seed + number), time, _counted, (seed * 100) + number, longest ?? s_trip) { LosesOneOf = loses };
    }
}
