using System.Globalization;

namespace HtxFutures;

/// <summary>A request budget as it stood at one moment. Reading it sends nothing.</summary>
public sealed record HtxRequestBudget
{
    /// <summary>The name of the account it belongs to, as the client was given it; null where it was given none.</summary>
    public string? Account { get; init; }

    /// <summary>Which of the account's budgets this is.</summary>
    public required BudgetBucket Bucket { get; init; }

    /// <summary>Requests allowed in one interval.</summary>
    public required int Limit { get; init; }

    /// <summary>The length of the exchange's window.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>The same in milliseconds: plain in JSON.</summary>
    public long IntervalMs => (long)Interval.TotalMilliseconds;

    /// <summary>Requests that could be sent at once, now; never negative.</summary>
    public required int Remaining { get; init; }

    /// <summary>When, on the local clock, the next place is free again; <see langword="null"/> while none is taken.</summary>
    public required DateTimeOffset? ResetsAt { get; init; }

    /// <summary>Requests that wait for a place.</summary>
    public required int Waiting { get; init; }

    /// <summary>Requests that the exchange has refused for exceeding the budget, since this process began.</summary>
    public required long Rejections { get; init; }

    /// <summary>Where the numbers come from.</summary>
    public required BudgetSource Source { get; init; }

    /// <summary>One line: <c>Trade 70 of 72 left</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Bucket} {Remaining} of {Limit} left");
}
