namespace HtxFutures.Sandbox;

/// <summary>How the positions of an account are told apart (desk facts 2.1, 3.3).</summary>
public enum SandboxPositionMode
{
    /// <summary>dual_side, hedging: what is bought and what is sold stand beside each other, as long and short.</summary>
    DualSide,

    /// <summary>single_side, one way: they make up for each other, as both; the direction tells the side.</summary>
    SingleSide,
}
