using HtxFutures.Sandbox.Accounts;
using HtxFutures.Sandbox.Faults;

namespace HtxFutures.Sandbox;

/// <summary>
/// The faults of an exchange: rules, which may come and go while it runs, and what they did. Each rule has chances of
/// its own, drawn from the exchange's seed, its kind and how many of that kind were added before it, so taking one rule
/// away leaves the others as they were. All members may be used from any thread.
/// </summary>
public sealed class SandboxFaults
{
    /// <summary>How many faults <see cref="Log"/> remembers.</summary>
    public const int LogLength = 256;

    private static readonly int s_kinds = Enum.GetValues<FaultKind>().Length;

    private readonly object _gate;
    private readonly ExchangeClock _clock;
    private readonly KeyRing _keys;
    private readonly int _seed;
    private readonly Queue<InjectedFault> _log = new();

    // In the order of effect of their kinds. Rules of one kind keep the order in which they were added.
    private readonly List<ArmedRule> _rules = [];
    private readonly int[] _added = new int[s_kinds];
    private readonly int[] _injected = new int[s_kinds];
    private int _requests;

    internal SandboxFaults(object gate, ExchangeClock clock, KeyRing keys, int seed) =>
        (_gate, _clock, _keys, _seed) = (gate, clock, keys, seed);

    /// <summary>The rules in force, in the order of effect.</summary>
    public IReadOnlyList<FaultRule> Rules
    {
        get
        {
            lock (_gate)
            {
                return _rules.Select(armed => armed.Rule).ToArray();
            }
        }
    }

    /// <summary>The latest faults that took effect, oldest first; at most <see cref="LogLength"/>.</summary>
    public IReadOnlyList<InjectedFault> Log
    {
        get
        {
            lock (_gate)
            {
                return _log.ToArray();
            }
        }
    }

    /// <summary>Adds a rule; it applies from the next request on.</summary>
    /// <param name="rule">The rule.</param>
    /// <exception cref="ArgumentException">The rule makes no sense.</exception>
    public void Add(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        try
        {
            rule.Check();
        }
        catch (ArgumentException failure)
        {
            throw new ArgumentException($"The rule \"{rule}\" {failure.Message}.", nameof(rule), failure);
        }

        lock (_gate)
        {
            ArmedRule armed = new(rule, _clock.Steady, Chance.For(_seed, rule.Kind, _added[(int)rule.Kind]++));
            int after = _rules.FindIndex(other => FaultKinds.RankOf(other.Rule.Kind) > FaultKinds.RankOf(rule.Kind));
            _rules.Insert(after < 0 ? _rules.Count : after, armed);
        }
    }

    /// <summary>Adds rules given as text.</summary>
    /// <param name="specification">The rules as <see cref="FaultSpec"/> reads them.</param>
    /// <exception cref="FormatException">It cannot be read; nothing was added.</exception>
    public void Add(string specification)
    {
        foreach (FaultRule rule in FaultSpec.Parse(specification))
        {
            Add(rule);
        }
    }

    /// <summary>Takes a rule away. What it has set going, such as a maintenance, goes on.</summary>
    /// <param name="rule">The rule, or one equal to it.</param>
    /// <returns>False when there was none.</returns>
    public bool Remove(FaultRule rule)
    {
        lock (_gate)
        {
            int index = _rules.FindIndex(armed => armed.Rule == rule);
            if (index >= 0)
            {
                _rules.RemoveAt(index);
            }

            return index >= 0;
        }
    }

    /// <summary>Takes all rules away.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _rules.Clear();
        }
    }

    /// <summary>How often each kind of fault has taken effect; kinds that never did are left out.</summary>
    internal Dictionary<FaultKind, int> Counts() => Enumerable.Range(0, s_kinds)
        .Where(kind => _injected[kind] > 0)
        .ToDictionary(kind => (FaultKind)kind, kind => _injected[kind]);

    /// <summary>The faults that strike a request; null for none. Called once for every request.</summary>
    internal FaultPlan? PlanFor(SandboxRequest request)
    {
        _requests++;
        return Plan(request, null);
    }

    /// <summary>The faults that strike what goes on on a socket; null for none.</summary>
    /// <param name="opening">The request that opened it.</param>
    /// <param name="moment">What goes on.</param>
    internal FaultPlan? PlanFor(SandboxRequest opening, SocketMoment moment) => Plan(opening, moment);

    private FaultPlan? Plan(SandboxRequest request, SocketMoment? moment)
    {
        if (_rules.Count == 0)
        {
            return null;
        }

        FaultTarget target = new(request, _requests, _keys, moment);
        FaultPlan plan = new(this, target);
        foreach (ArmedRule armed in _rules)
        {
            if (armed.Strikes(target, _clock.Steady))
            {
                plan.Add(armed);
            }
        }

        return plan.IsEmpty ? null : plan;
    }

    internal void Record(FaultKind kind, FaultTarget target)
    {
        _injected[(int)kind]++;
        if (_log.Count == LogLength)
        {
            _log.Dequeue();
        }

        _log.Enqueue(new InjectedFault(target.Number, kind, target.Request.Method, target.Request.Path, _clock.Steady));
    }
}
