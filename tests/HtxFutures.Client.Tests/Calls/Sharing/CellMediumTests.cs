using HtxFutures.Client.Tests.Calls.Budget;
using HtxFutures.Simulation.Sharing;

namespace HtxFutures.Client.Tests.Calls.Sharing;

/// <summary>Sharers on different machines, and a server whose clock and line are what such things are.</summary>
public sealed class CellMediumTests
{
    private readonly VirtualTime _time = new();
    private readonly VirtualServer _server;
    private readonly List<TimeSpan> _counted = [];

    public CellMediumTests() => _server = new VirtualServer(_time);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(4, 1)]
    [InlineData(4, 30)]
    public void The_way_to_the_server_does_not_bound_how_much_is_done(int processes, int milliseconds)
    {
        _server.Way = TimeSpan.FromMilliseconds(milliseconds);
        SharingProcess[] sharers = [.. Enumerable.Range(0, processes).Select(number => Open(number))];
        _time.Advance(TimeSpan.FromSeconds(1));
        TimeSpan began = _time.Elapsed;
        _time.Run(() => Task.WhenAll(sharers.Select(sharer => sharer.SendAsync(600 / processes))));
        Assert.InRange(JitteryExchange.HighestInAnyWindow(_counted), 70, 72);
        Assert.InRange((_time.Elapsed - began) / TimeSpan.FromSeconds(24), 1.0, 1.05);
    }

    [Fact]
    public void Alone_each_change_is_one_exchange()
    {
        SharingProcess alone = Open(0);
        _time.Run(() => alone.SendAsync(72));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(0, _server.Conflicts);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-20)]
    [InlineData(3600)]
    [InlineData(-3600)]
    public void A_clock_that_leaps_lets_nothing_go_early_and_stops_nothing_for_long(int seconds)
    {
        _server.Way = TimeSpan.FromMilliseconds(4);
        SharingProcess[] sharers = [.. Enumerable.Range(0, 3).Select(number => Open(number))];
        foreach (SharingProcess sharer in sharers)
        {
            _ = sharer.SendAsync(3000);
        }

        for (int i = 0; i < 4; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(7.3));
            _server.Off += TimeSpan.FromSeconds(seconds);
        }

        int before = _counted.Count;
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.InRange(_counted.Count - before, 9 * 72, 11 * 72);
        Assert.InRange(JitteryExchange.HighestInAnyWindow(_counted), 65, 72);
    }

    [Fact]
    public void A_clock_that_is_set_a_little_again_and_again_does_no_harm()
    {
        _server.Way = TimeSpan.FromMilliseconds(4);
        SharingProcess[] sharers = [.. Enumerable.Range(0, 3).Select(number => Open(number))];
        foreach (SharingProcess sharer in sharers)
        {
            _ = sharer.SendAsync(3000);
        }

        var random = new Random(7);
        for (int i = 0; i < 200; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(random.Next(400)));
            _server.Off += TimeSpan.FromMilliseconds(random.Next(-300, 300));
        }

        Assert.InRange(JitteryExchange.HighestInAnyWindow(_counted), 55, 72);
        Assert.InRange(_counted.Count, 5 * 72, 15 * 72);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Answers_that_are_lost_grant_nothing_twice(int seed)
    {
        _server.Way = TimeSpan.FromMilliseconds(10);
        SharingProcess[] sharers = [.. Enumerable.Range(0, 3).Select(number => Open(number, seed))];
        _time.Advance(TimeSpan.FromSeconds(6)); // all have heard of all
        _server.LosesOneOf = 300;
        foreach (SharingProcess sharer in sharers)
        {
            _ = sharer.SendAsync(2000);
        }

        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.InRange(_counted.Count, 500, 41 * 72);
        Assert.InRange(JitteryExchange.HighestInAnyWindow(_counted), 24, 72);
    }

    [Fact]
    public void A_server_that_has_forgotten_is_noticed()
    {
        SharingProcess[] sharers = [.. Enumerable.Range(0, 3).Select(number => Open(number))];
        foreach (SharingProcess sharer in sharers)
        {
            _ = sharer.SendAsync(2000);
        }

        _time.Advance(TimeSpan.FromSeconds(10));
        _server.Flush();
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.All(sharers, sharer => Assert.NotNull(sharer.Budget.TakeWarning()));
        Assert.InRange(JitteryExchange.HighestInAnyWindow(_counted), 65, 72);
        Assert.InRange(_counted.Count, 10 * 72, 13 * 72);
    }

    private SharingProcess Open(int number, int seed = 1)
    {
        var time = new StoppableTime(_time);
        return new SharingProcess(_time, _server.OpenFor(time, seed + number), time, _counted, (seed * 100) + number, TimeSpan.FromMilliseconds(40));
    }
}
