using HtxFutures.Calls.Budget;
using HtxFutures.Calls.Sharing;
using HtxFutures.Simulation.Sharing;
using HtxFutures.Time;

namespace HtxFutures.Client.Tests.Calls.Sharing;

/// <summary>A process that shares a budget, and what the exchange counts of it.</summary>
internal sealed class SharingProcess
{
    private readonly VirtualTime _world;
    private readonly StoppableTime _time;
    private readonly List<TimeSpan> _counted;
    private readonly Random _random;
    private readonly TimeSpan _longest;

    public SharingProcess(VirtualTime world, ILedgerMedium medium, StoppableTime time, List<TimeSpan> counted, int seed, TimeSpan longest)
    {
        (_world, _time, _counted, _random, _longest) = (world, time, counted, new Random(seed), longest);
        Name = medium.Sharer;
        Budget = new RequestBudget(BudgetBucket.Trade, time, LedgerBench.Limit);
        Budget.Share(medium, BudgetScope.Machine);
        Budget.Open(TimeSpan.FromSeconds(10));
    }

    public string Name { get; }

    public RequestBudget Budget { get; }

    public StoppableTime Time => _time;

    public bool IsDead { get; set; }

    public int Answered { get; private set; }

    /// <summary>One of so many requests is never answered.</summary>
    public int LosesOneOf { get; set; } = int.MaxValue;

    /// <summary>Sends requests, all at once; ends when all were answered or given up, or the process is dead.</summary>
    public Task SendAsync(int count, bool goesAhead = false) => Task.WhenAll(Enumerable.Range(0, count).Select(_ => SendAsync(goesAhead)));

    public async Task<TimeSpan> SendAsync(bool goesAhead = false)
    {
        TimeSpan began = _world.Elapsed;
        BudgetPlace place = await TakeAsync(goesAhead).ConfigureAwait(false);
        if (IsDead)
        {
            await new TaskCompletionSource().Task.ConfigureAwait(false);
        }

        TimeSpan waited = _world.Elapsed - began;
        if (_random.Next(LosesOneOf) == 1)
        {
            _ = CountAsync(_random.NextDouble() * TimeSpan.FromSeconds(9.9)); // also after its sender was killed
            await Pause.ForAsync(TimeSpan.FromSeconds(10), _time, CancellationToken.None).ConfigureAwait(false);
            Budget.GivenUp();
            return waited;
        }

        await CountAsync(_random.NextDouble() * _longest / 2).ConfigureAwait(false);
        await Pause.ForAsync(_random.NextDouble() * _longest / 2, _time, CancellationToken.None).ConfigureAwait(false);
        if (!IsDead)
        {
            Answered++;
            Budget.Answered(place, default);
        }

        return waited;
    }

    private async Task<BudgetPlace> TakeAsync(bool goesAhead)
    {
        while (true)
        {
            BudgetPlace place = await Budget.AcquireAsync(CancellationToken.None, goesAhead).ConfigureAwait(false);
            if (!Budget.IsStale(place))
            {
                return place;
            }

            Budget.NotSent();
        }
    }

    // What is on its way arrives, whatever becomes of its sender.
    private async Task CountAsync(TimeSpan after)
    {
        await Pause.ForAsync(after, _world, CancellationToken.None).ConfigureAwait(false);
        _counted.Add(_world.Elapsed);
    }
}
