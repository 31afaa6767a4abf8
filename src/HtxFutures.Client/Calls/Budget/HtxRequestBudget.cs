using System.Globalization;

namespace HtxFutures;

/// <summary>A request budget as it stood at one moment. Reading it sends nothing.</summary>
public sealed class HtxRequestBudget
{
    internal HtxRequestBudget()
    {
    }

    /// <summary>The name of the account it belongs to, as the client was given it; null where it was given none.</summary>
    public string? Account { get; internal set; }

    /// <summary>Which of the account's budgets this is.</summary>
    public BudgetBucket Bucket { get; internal set; }

    /// <summary>Requests allowed in one interval.</summary>
    public int Limit { get; internal set; }

    /// <summary>The length of the exchange's window.</summary>
    public TimeSpan Interval { get; internal set; }

    /// <summary>The same in milliseconds: plain in JSON.</summary>
    public long IntervalMs => (long)Interval.TotalMilliseconds;

    /// <summary>Requests that could be sent at once, now; never negative.</summary>
    public int Remaining { get; internal set; }

    /// <summary>When, on the local clock, the next place is free again; <see langword="null"/> while none is taken.</summary>
    public DateTimeOffset? ResetsAt { get; internal set; }

    /// <summary>Requests that wait for a place.</summary>
    public int Waiting { get; internal set; }

    /// <summary>Requests that the exchange has refused for exceeding the budget, since this process began.</summary>
    public long Rejections { get; internal set; }

    /// <summary>Where the numbers come from.</summary>
    public BudgetSource Source { get; internal set; }

    /// <summary>Who shares it.</summary>
    public BudgetScope Scope { get; internal set; }

    /// <summary>How many processes share it, this one among them, as far as is known; at least 1.</summary>
    public int Sharers { get; internal set; } = 1;

    /// <summary>
    /// The part of the limit that this process keeps to, since what it shares by fails or knows too little; <see langword="null"/>
    /// while it is shared as it should be.
    /// </summary>
    public int? Share { get; internal set; }

    /// <summary>One line: <c>Trade 70 of 72 left</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Bucket} {Remaining} of {Limit} left");
}
