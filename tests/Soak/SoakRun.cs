using System.Globalization;

namespace HtxFutures.Soak;

/// <summary>
/// Three accounts under load over real sockets, with faults that rise and fall. What must always hold is checked all
/// along; at the end, at rest, the process must hold no more than after its warm-up.
/// </summary>
internal sealed class SoakRun(SoakSettings settings) : IDisposable
{
    private readonly Journal _journal = new();
    private readonly Random _random = new(settings.Seed);
    private ExchangeProcess? _exchange;

    /// <summary>Runs, and prints a table.</summary>
    /// <returns>Whether everything held.</returns>
    public async Task<bool> RunAsync()
    {
        EventHandler<UnobservedTaskExceptionEventArgs> unobserved = (_, failure) => _journal.Violate($"nobody looked at {failure.Exception}");
        TaskScheduler.UnobservedTaskException += unobserved;
        _exchange = await ExchangeProcess.StartAsync(accounts: 3, settings.Seed);
        await LoadAsync(settings.WarmUp, null);
        Vitals before = await Vitals.AtRestAsync();
        Console.WriteLine($"After the warm-up, at rest: {before}.");

        SoakTable.WriteHead();
        await LoadAsync(settings.Duration, new SoakTable(_exchange, _journal));
        Vitals after = await Vitals.AtRestAsync();
        Console.WriteLine($"{Environment.NewLine}At the end, at rest: {after}.");
        foreach (string growth in after.GrownSince(before))
        {
            _journal.Violate(growth);
        }

        TaskScheduler.UnobservedTaskException -= unobserved;
        return Judge();
    }

    public void Dispose() => _exchange?.Dispose();

    private async Task LoadAsync(TimeSpan duration, SoakTable? table)
    {
        using var stop = new CancellationTokenSource(duration);
        var tide = new FaultTide(_exchange!, TimeSpan.FromMinutes(5) < duration / 2 ? TimeSpan.FromMinutes(5) : duration / 2);
        ForgetfulWorker forgetful = new(Account(3), Dice());
        Worker[] workers =
        [
            new StreamWorker(Account(1), Dice()),
            new CrowdWorker(Account(2), Dice()),
            new ClearWorker(Account(2), Dice()),
            new SwitchWorker(Account(3), Dice(), tide),
            new WatchWorker(Account(1), Dice()),
            new WatchWorker(Account(2), Dice()),
            forgetful,
        ];
        Task[] work = [tide.RunAsync(stop.Token), .. workers.Select(worker => Task.Run(() => worker.RunAsync(stop.Token)))];
        if (table is not null)
        {
            await table.WriteRowsAsync(tide, settings.Row, stop.Token);
        }

        await Task.WhenAll(work);
        await CheckAtRestAsync(forgetful);
    }

    private async Task CheckAtRestAsync(ForgetfulWorker forgetful)
    {
        // Requests of forgotten sessions may take their four attempts, and only then nobody holds these any more.
        for (int second = 0; forgetful.Alive > 0 && second < 60; second++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        _journal.Require(forgetful.Alive == 0, $"{forgetful.Alive} forgotten sessions were not collected");
        ExchangeCounts counts = await _exchange!.CountAsync();
        _journal.Require(counts is { HighestInWindow: <= 72, Refused: 0 }, $"a window saw {counts.HighestInWindow} requests, and {counts.Refused} were refused");
        _journal.Require(counts.OpenSockets == 0, $"{counts.OpenSockets} sockets are open although nobody watches");
    }

    private bool Judge()
    {
        Console.WriteLine($"Outcomes: {Listed(_journal.Outcomes)}.");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Changes shown to those who watched: {_journal.Watched}."));
        Console.WriteLine($"Calls that failed as a whole: {Listed(_journal.Failures)}.");
        Console.WriteLine(_journal.Violations.Count == 0 ? "Everything held." : $"Broken: {string.Join(Environment.NewLine, _journal.Violations)}");
        return _journal.Violations.Count == 0;
    }

    private static string Listed<T>(IReadOnlyDictionary<T, int> counts) =>
        counts.Count == 0 ? "none" : string.Join(", ", counts.OrderByDescending(pair => pair.Value).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key}")));

    private Desk Account(int number) => new(_exchange!, number, _journal);

    private Random Dice() => new(_random.Next());
}
