namespace HtxFutures.Sandbox.Faults;

/// <summary>The faults that strike one request. Each stage takes those that are its own; what is taken is counted and logged.</summary>
internal sealed class FaultPlan(SandboxFaults faults, FaultTarget target)
{
    private readonly List<ArmedRule> _struck = [];

    public FaultTarget Target => target;

    public bool IsEmpty => _struck.Count == 0;

    /// <summary>Adds a rule that strikes, unless an earlier one hides it. Rules come in the order of effect.</summary>
    public void Add(ArmedRule armed)
    {
        foreach (ArmedRule earlier in _struck)
        {
            if (earlier.Traits.Hides(armed.Traits))
            {
                return;
            }
        }

        _struck.Add(armed);
    }

    public bool Has(FaultKind kind) => Find(kind) >= 0;

    /// <summary>The next fault of a kind, which takes effect now; null for none.</summary>
    public ArmedRule? Take(FaultKind kind)
    {
        int index = Find(kind);
        if (index < 0)
        {
            return null;
        }

        ArmedRule armed = _struck[index];
        _struck.RemoveAt(index);
        armed.CountStrike();
        faults.Record(kind, target);
        return armed;
    }

    private int Find(FaultKind kind)
    {
        for (int i = 0; i < _struck.Count; i++)
        {
            if (_struck[i].Rule.Kind == kind)
            {
                return i;
            }
        }

        return -1;
    }
}
