using HtxFutures.Sandbox.Faults;

namespace HtxFutures.Sandbox;

/// <summary>
/// Which fault strikes, how often, and which requests. A request is first matched against the filters, then against
/// <see cref="Skip"/> and <see cref="Times"/>, and then chance decides. What <see cref="Span"/>, <see cref="Amount"/>
/// and <see cref="Code"/> mean, and their defaults, depends on the kind: see <see cref="FaultKind"/>.
/// </summary>
/// <param name="Kind">The fault.</param>
public sealed record FaultRule(FaultKind Kind)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    /// <summary>The share of the matching requests that are struck, 0 to 1; all unless set.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>Only requests to this path; null for all.</summary>
    public string? Path { get; init; }

    /// <summary>Only requests whose query has this parameter, written as <c>name=value</c>, such as <c>type=tp</c>; null for all.</summary>
    public string? Query { get; init; }

    /// <summary>Only private requests of this kind; null for all requests.</summary>
    public SandboxRequestKind? RequestKind { get; init; }

    /// <summary>How many matching requests pass unharmed first; none unless set. With <see cref="Times"/> 1, the n-th request alone is struck.</summary>
    public int Skip { get; init; }

    /// <summary>How often the fault takes effect at most; null for without end.</summary>
    public int? Times { get; init; }

    /// <summary>From when on, since the rule was added; at once unless set. Counts time as it passes, which no <see cref="FaultKind.ClockStep"/> changes.</summary>
    public TimeSpan From { get; init; }

    /// <summary>Until when, since the rule was added; null for without end.</summary>
    public TimeSpan? Until { get; init; }

    /// <summary>A span of time; null for the kind's default. At most a day.</summary>
    public TimeSpan? Span { get; init; }

    /// <summary>How long a <see cref="FaultKind.ClockStep"/> or <see cref="FaultKind.LimitChange"/> lasts; null for good.</summary>
    public TimeSpan? Lasting { get; init; }

    /// <summary>A number of things; null for the kind's default.</summary>
    public long? Amount { get; init; }

    /// <summary>A code; null for the kind's default.</summary>
    public int? Code { get; init; }

    /// <summary>The rule as <see cref="FaultSpec"/> reads it, so that a run can be repeated from its print-out.</summary>
    /// <returns>One item of a specification.</returns>
    public override string ToString() => FaultSpec.Format(this);

    /// <summary>Throws an <see cref="ArgumentException"/> for a rule that makes no sense; its text completes "The rule ...".</summary>
    internal void Check()
    {
        Require(Enum.IsDefined(Kind), "names a kind that does not exist");
        Require(Rate is >= 0 and <= 1, "needs a rate from 0 to 1");
        Require(Query is null || Query.IndexOf('=', StringComparison.Ordinal) > 0, "needs name=value for what stands in a query");
        Require(Skip >= 0, "cannot skip less than nothing");
        Require(Times is null or > 0, "needs to strike once or more");
        Require(From >= TimeSpan.Zero && (Until is null || Until > From), "ends before it begins");
        Require(Span is null || Span.Value.Duration() <= s_longest, "has a span of more than a day");
        Require(Span is null || Span >= TimeSpan.Zero || FaultKinds.Of(Kind).MayRunBackwards, "has a negative span");
        Require(Lasting is null || (Lasting > TimeSpan.Zero && Lasting <= s_longest), "needs to last more than no time, and a day at most");
        Require(Amount is null || Amount >= FaultKinds.Of(Kind).LeastAmount, "has too small an amount");
        Require(Amount is null || Kind == FaultKind.HugeBody || Amount <= int.MaxValue, "has too large an amount");
        Require(Code is null or > 0, "needs a code above zero");
        Require(Kind != FaultKind.Redirect || Code is null or (>= 300 and <= 399), "needs a status from 300 to 399");
    }

    private static void Require(bool condition, string complaint)
    {
        if (!condition)
        {
            throw new ArgumentException(complaint);
        }
    }
}
