using HtxFutures.Fuzzing.Targets;

namespace HtxFutures.Fuzzing;

/// <summary>All that is fuzzed.</summary>
public static class FuzzTargets
{
    /// <summary>Every target.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } = [EnvelopeTarget.Target, OrdersTarget.Target, AlgoOrdersTarget.Target, PositionsTarget.Target, FillsTarget.Target, BalanceTarget.Target, CancelItemsTarget.Target, CancelTarget.Target, CancelTarget.Algos, WaitTarget.Target, ClearTarget.Target, CloseTarget.Target, HeadersTarget.Target, BudgetTarget.Target, AutoCancelTarget.Target, HeartbeatTarget.Target, TextTarget.Target, SandboxTarget.Target, DeskTarget.Target, WireTarget.Target, StreamTarget.Target];

    /// <summary>The target of a name; null for none.</summary>
    public static FuzzTarget? Find(string name) => All.FirstOrDefault(target => target.Name == name);
}
