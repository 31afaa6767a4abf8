namespace HtxFutures.Running;

/// <summary>How a run speaks of what it does.</summary>
/// <param name="Activity">What it is doing, as in "Stopping orders".</param>
/// <param name="Items">To what, as in "orders".</param>
/// <param name="Look">Where to look what became of them, as in "Get-HtxOrder shows what is open".</param>
internal sealed record RunWords(string Activity, string Items, string Look);
