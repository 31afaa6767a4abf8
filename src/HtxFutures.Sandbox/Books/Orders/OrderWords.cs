namespace HtxFutures.Sandbox.Books.Orders;

/// <summary>The words that orders are described with on the wire (facts 2.5, 2.7).</summary>
internal static class OrderWords
{
    public const string CanceledByClient = "Limit order cancelation by the client";
    public const string CanceledBySystem = "Order cancelation by system";

    /// <summary>The role of an execution of an order that waited in the book.</summary>
    public const string Maker = "MAKER";

    /// <summary>The role of one that took what waited there (desk facts 4.3).</summary>
    public const string Taker = "TAKER";

    public static IReadOnlyList<string> Sides { get; } = ["buy", "sell"];

    public static IReadOnlyList<string> PositionSides { get; } = ["long", "short", "both"];

    public static IReadOnlyList<string> MarginModes { get; } = ["cross", "isolated"];

    public static IReadOnlyList<string> Types { get; } = ["limit", "market", "post_only"];

    public static IReadOnlyList<string> PriceMatches { get; } = ["opponent", "optimal_5", "optimal_10", "optimal_20"];

    public static IReadOnlyList<string> TimesInForce { get; } = ["gtc", "ioc", "fok"];

    public static IReadOnlyList<string> FinalStates { get; } = ["filled", "partially_canceled", "canceled"];

    /// <summary>Which of the two an order of a type has when it is executed: without a market behind it, limit orders wait and market orders take.</summary>
    public static string RoleOf(string type) => type == "market" ? Taker : Maker;

    public static string For(SandboxOrderState state) => state switch
    {
        SandboxOrderState.New => "new",
        SandboxOrderState.PartiallyFilled => "partially_filled",
        SandboxOrderState.Filled => "filled",
        SandboxOrderState.PartiallyCanceled => "partially_canceled",
        SandboxOrderState.Canceled => "canceled",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
