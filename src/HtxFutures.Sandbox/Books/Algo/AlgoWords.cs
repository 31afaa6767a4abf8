namespace HtxFutures.Sandbox.Books.Algo;

/// <summary>The words that algo orders are described with on the wire (desk facts 1.2, 1.4).</summary>
internal static class AlgoWords
{
    public static IReadOnlyList<string> Types { get; } = ["tp", "sl", "tpsl", "trigger", "trailing_stop"];

    public static IReadOnlyList<string> StopTypes { get; } = ["market", "limit", "optimal_5", "optimal_10", "optimal_20"];

    public static IReadOnlyList<string> StopPriceTypes { get; } = ["last", "mark"];

    public static IReadOnlyList<string> TriggerPriceTypes { get; } = ["last"];

    public static IReadOnlyList<string> TrailingPriceTypes { get; } = ["optimal_5", "optimal_10", "optimal_20", "formula_price"];

    public static IReadOnlyList<string> FinalStates { get; } = ["effective", "canceled", "failed"];

    /// <summary>The type that one of <see cref="Types"/> names.</summary>
    public static SandboxAlgoType TypeOf(string word) => (SandboxAlgoType)Types.ToList().IndexOf(word);

    public static string For(SandboxAlgoType type) => Types[(int)type];

    public static string For(SandboxAlgoState state) => state switch
    {
        SandboxAlgoState.Active => "active",
        SandboxAlgoState.Effective => "effective",
        SandboxAlgoState.Canceled => "canceled",
        SandboxAlgoState.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null), // what waits is shown nowhere
    };
}
