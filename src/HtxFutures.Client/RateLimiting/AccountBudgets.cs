namespace HtxFutures.RateLimiting;

/// <summary>The request budgets of one account: shared by all its sessions in the process.</summary>
internal sealed class AccountBudgets(TimeProvider timeProvider, TaskCreationOptions continuations)
{
    public RequestBudget Trade { get; } = new(BudgetBucket.Trade, timeProvider, continuations);

    public RequestBudget Read { get; } = new(BudgetBucket.Read, timeProvider, continuations);
}
