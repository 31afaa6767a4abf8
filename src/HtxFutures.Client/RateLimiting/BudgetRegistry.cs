using System.Collections.Concurrent;
using HtxFutures.RateLimiting;

namespace HtxFutures;

/// <summary>
/// Keeps the request budgets of every account that is used, so that all sessions of an account draw on the same ones.
/// An entry stays: forgetting an account for a moment would forget what it has just spent.
/// </summary>
/// <param name="timeProvider">The clock the budgets wait by.</param>
public sealed class BudgetRegistry(TimeProvider timeProvider)
{
    private readonly ConcurrentDictionary<(string Host, string Key), AccountBudgets> _accounts = new();

    /// <summary>The registry of this process, on the system's clock.</summary>
    public static BudgetRegistry Process { get; } = new(TimeProvider.System);

    /// <summary>
    /// Lets waiters go on inside the call that frees their place. For virtual time, where a run on one thread is
    /// repeatable; with real threads a slow waiter would hold up the others.
    /// </summary>
    internal bool RunsInline { get; init; }

    internal AccountBudgets For(string host, string fingerprint) => _accounts.GetOrAdd(
        (host, fingerprint),
        static (_, registry) => new AccountBudgets(
            registry.TimeProvider,
            registry.RunsInline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously),
        this);

    private TimeProvider TimeProvider { get; } = timeProvider;
}
