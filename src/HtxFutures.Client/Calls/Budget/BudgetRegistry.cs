using System.Collections.Concurrent;
using HtxFutures.Calls.Budget;

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

    /// <summary>Requests per window until the exchange says otherwise. A small one lets a simulation spend budgets quickly.</summary>
    internal int AssumedLimit { get; init; } = RequestBudget.DocumentedLimit;

    internal AccountBudgets For(string host, string fingerprint) => _accounts.GetOrAdd(
        (host, fingerprint),
        static (_, registry) => new AccountBudgets(
            registry.TimeProvider,
            registry.AssumedLimit),
        this);

    private TimeProvider TimeProvider { get; } = timeProvider;
}
