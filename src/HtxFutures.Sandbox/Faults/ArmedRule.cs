namespace HtxFutures.Sandbox.Faults;

/// <summary>A rule at work: its chances and what it has seen.</summary>
internal sealed class ArmedRule(FaultRule rule, DateTimeOffset addedAt, Random random)
{
    private int _matches;
    private int _strikes;

    public FaultRule Rule => rule;

    public FaultTraits Traits { get; } = FaultKinds.Of(rule.Kind);

    /// <summary>The rule's own chances.</summary>
    public Random Random => random;

    public bool Strikes(FaultTarget target, DateTimeOffset now) =>
        Matches(target, now)
        && ++_matches > rule.Skip
        && (rule.Rate >= 1 || random.NextDouble() < rule.Rate)
        && !(_strikes >= rule.Times);

    public void CountStrike() => _strikes++;

    /// <summary>Those of <paramref name="candidates"/>, one or more, that are struck: the rule's amount, or a random number, one at least.</summary>
    public T[] Pick<T>(T[] candidates)
    {
        int count = (int)Math.Min(rule.Amount ?? random.Next(1, candidates.Length + 1), candidates.Length);
        T[] shuffled = [.. candidates];
        random.Shuffle(shuffled);
        return shuffled[..count];
    }

    private bool Matches(FaultTarget target, DateTimeOffset now) =>
        (rule.Path is null || rule.Path == target.Request.Path)
        && (rule.Query is null || target.Says(rule.Query))
        && (rule.RequestKind is null || rule.RequestKind == target.Route?.Kind)
        && now - addedAt >= rule.From
        && !(now - addedAt >= rule.Until)
        && Traits.Concerns(target);
}
