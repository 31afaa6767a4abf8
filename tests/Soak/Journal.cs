using System.Collections.Concurrent;
using HtxFutures.Simulation;

namespace HtxFutures.Soak;

/// <summary>What has happened, and what must not have.</summary>
internal sealed class Journal
{
    private const int MostViolations = 50;

    private readonly ConcurrentDictionary<CancelOutcome, int> _outcomes = new();
    private readonly ConcurrentDictionary<HtxErrorKind, int> _failures = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private int _opened;
    private int _closed;
    private int _forgotten;
    private int _watched;

    /// <summary>What was broken; the first fifty.</summary>
    public IReadOnlyCollection<string> Violations => _violations;

    /// <summary>How often each outcome has come out.</summary>
    public IReadOnlyDictionary<CancelOutcome, int> Outcomes => _outcomes;

    /// <summary>What calls as a whole have failed with, because of the faults.</summary>
    public IReadOnlyDictionary<HtxErrorKind, int> Failures => _failures;

    /// <summary>Changes of orders that were shown.</summary>
    public int Watched => Volatile.Read(ref _watched);

    public int Opened => Volatile.Read(ref _opened);

    public int Closed => Volatile.Read(ref _closed);

    public int Forgotten => Volatile.Read(ref _forgotten);

    public void Open() => Interlocked.Increment(ref _opened);

    public void Close() => Interlocked.Increment(ref _closed);

    public void Watch() => Interlocked.Increment(ref _watched);

    public void Forget() => Interlocked.Increment(ref _forgotten);

    public void Count(HtxCancelResult result) => _outcomes.AddOrUpdate(result.Outcome, 1, static (_, count) => count + 1);

    /// <summary>A call failed in a way that faults explain.</summary>
    public void Count(HtxException failure) => _failures.AddOrUpdate(failure.Kind, 1, static (_, count) => count + 1);

    public void Violate(string what)
    {
        if (_violations.Count < MostViolations)
        {
            _violations.Enqueue(what);
            Console.Error.WriteLine($"VIOLATION: {what}");
        }
    }

    /// <summary>Notes what is not as it must be.</summary>
    public void Require(bool condition, string what)
    {
        if (!condition)
        {
            Violate(what);
        }
    }

    /// <summary>Holds results against what the exchange knows.</summary>
    public async Task CheckAsync(ExchangeProcess exchange, int account, IReadOnlyCollection<(OrderReference Asked, HtxCancelResult Result)> results, bool alone)
    {
        var known = await exchange.FindAsync(account, results.Select(pair => pair.Asked.OrderId!));
        foreach ((OrderReference asked, HtxCancelResult result) in results)
        {
            Count(result);
            Sandbox.SandboxOrder? order = known.GetValueOrDefault(asked.OrderId!);
            Require(Truth.Holds(asked, result, order, alone), $"{result.Outcome} (code {result.Code}: {result.Message}) after {result.Attempts} attempts{(alone ? "" : ", not alone")} for {asked}, which is {Truth.Describe(order)}");
        }
    }
}
