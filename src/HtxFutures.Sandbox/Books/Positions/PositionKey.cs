namespace HtxFutures.Sandbox.Books.Positions;

/// <summary>What positions of an account are told apart by (desk facts 2.1).</summary>
/// <param name="ContractCode">The contract.</param>
/// <param name="MarginMode">cross or isolated.</param>
/// <param name="Side">long, short or both.</param>
internal readonly record struct PositionKey(string ContractCode, string MarginMode, string Side)
{
    /// <summary>The side that an order is about in a position mode, whatever the order calls it: an account has positions of its mode and no others.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="said">What the order says: long, short or both.</param>
    /// <param name="buys">Whether it buys.</param>
    /// <param name="onlyCloses">Whether it can only close.</param>
    public static string SideFor(SandboxPositionMode mode, string said, bool buys, bool onlyCloses) => (mode, said) switch
    {
        (SandboxPositionMode.SingleSide, _) => "both",
        (_, "both") => buys == onlyCloses ? "short" : "long",
        _ => said,
    };
}
