namespace HtxFutures.Calls.Budget;

/// <summary>A place in a request budget: the right to send one request.</summary>
/// <param name="Since">When it was given, on the monotonic clock.</param>
internal readonly record struct BudgetPlace(long Since);
