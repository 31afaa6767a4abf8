using System.Globalization;
using HtxFutures.Calls.Budget;

namespace HtxFutures.Calls;

/// <summary>The rest that answers ask for: the budgets keep it.</summary>
internal static class AnswerRest
{
    /// <summary>Lets the budgets rest as an answer asks.</summary>
    /// <param name="budgets">The account's budgets.</param>
    /// <param name="budget">The one that was drawn on; null where none was.</param>
    /// <param name="time">The clock.</param>
    /// <param name="attempt">What was answered.</param>
    /// <returns>The attempt; what is refused for longer than a request can wait says until when.</returns>
    public static Attempt Follow(AccountBudgets budgets, RequestBudget? budget, TimeProvider time, Attempt attempt)
    {
        if (attempt.Rest > TimeSpan.Zero)
        {
            return Rested(budget, time, attempt);
        }

        if (attempt.Outcome == AttemptOutcome.Blocked)
        {
            return attempt with { Failure = budgets.Block(until => HeldUntil(attempt.Failure!, until)) };
        }

        budgets.Answered();
        return attempt;
    }

    /// <summary>Lets the budget rest for as long as an answer asks, or refuse everything where that is longer than anybody waits. What leaves a doubt goes on leaving one.</summary>
    private static Attempt Rested(RequestBudget? budget, TimeProvider time, Attempt attempt)
    {
        budget?.Suspend(attempt.Rest);
        if (attempt.Rest <= BudgetRest.LongestWait)
        {
            return attempt;
        }

        HtxException held = HeldUntil(attempt.Failure!, time.GetLocalNow() + attempt.Rest);
        budget?.Block(held, attempt.Rest);
        return attempt.Outcome == AttemptOutcome.OverBudget ? attempt with { Outcome = AttemptOutcome.Blocked, Failure = held } : attempt;
    }

    private static HtxException HeldUntil(HtxException failure, DateTimeOffset until) => new(
        failure.Kind,
        string.Create(CultureInfo.InvariantCulture, $"{failure.Message} Nothing is sent for this key before {until:yyyy-MM-dd HH:mm:ss zzz}."))
    {
        Guidance = failure.Guidance ?? "Try again after that. Look for other programs that draw on this account's request budget, and stop them.",
        Code = failure.Code,
        HttpStatus = failure.HttpStatus,
        Path = failure.Path,
        RetryAt = until,
    };
}
