using System.Diagnostics;

namespace HtxFutures.Fuzzing;

/// <summary>Feeds a target with inputs, one from each seed, and stops at the first that breaks a property.</summary>
/// <remarks>
/// It is not guided by coverage. A second of each target reaches every line of the readers, so there is nothing left to
/// be guided to; what decides is how well faults are aimed, and what the properties ask. Without a guide every input
/// stands for itself, and one number repeats it.
/// </remarks>
public sealed class FuzzRun
{
    private static readonly TimeSpan s_suspicious = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly FuzzTarget _target;
    private readonly long _end;
    private readonly Dictionary<string, long> _words = [];
    private readonly Dictionary<int, (long Seed, long Since)> _underWay = [];
    private long _next;
    private FailingInput? _failing;

    private FuzzRun(FuzzTarget target, int inputs, int seed) => (_target, _next, _end) = (target, seed, (long)seed + inputs);

    /// <summary>Feeds a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="inputs">How many inputs.</param>
    /// <param name="seed">The seed of the first; each further one has the next.</param>
    /// <returns>How often each word was told of an input.</returns>
    /// <exception cref="BrokenPropertyException">An input broke a property: the message tells its seed, the input, and the least of it that still does.</exception>
    public static IReadOnlyDictionary<string, long> Run(FuzzTarget target, int inputs, int seed)
    {
        ArgumentNullException.ThrowIfNull(target);
        var run = new FuzzRun(target, inputs, seed);
        using var watch = new Timer(_ => run.ReportSlow(), null, s_suspicious, s_suspicious);

        // Threads of its own: some targets need the pool for what they feed.
        Thread[] workers = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(run.Work))];
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
        return run._failing is { } failing ? throw failing.ToException() : run._words;
    }

    private void Work()
    {
        var words = new Dictionary<string, long>();
        while (Next() is { } seed)
        {
            byte[] input = _target.Draw(new Random(seed));
            try
            {
                string word = _target.Check(input);
                words[word] = words.GetValueOrDefault(word) + 1;
            }
            catch (Exception failure)
            {
                lock (_gate)
                {
                    _failing ??= new FailingInput(_target, seed, input, failure);
                }
            }
        }

        lock (_gate)
        {
            foreach ((string word, long count) in words)
            {
                _words[word] = _words.GetValueOrDefault(word) + count;
            }
        }
    }

    /// <summary>The seed of the next input; null where there is to be none.</summary>
    private int? Next()
    {
        lock (_gate)
        {
            _underWay.Remove(Environment.CurrentManagedThreadId);
            if (_failing is not null || _next == _end)
            {
                return null;
            }

            _underWay.Add(Environment.CurrentManagedThreadId, (_next, Stopwatch.GetTimestamp()));
            return (int)_next++;
        }
    }

    /// <summary>A hang cannot be caught; it can be named.</summary>
    private void ReportSlow()
    {
        lock (_gate)
        {
            foreach ((long seed, long since) in _underWay.Values)
            {
                if (Stopwatch.GetElapsedTime(since) is var span && span > s_suspicious)
                {
                    Console.Error.WriteLine($"The input of seed {seed} has taken {span.TotalSeconds:0} s so far.");
                }
            }
        }
    }
}
