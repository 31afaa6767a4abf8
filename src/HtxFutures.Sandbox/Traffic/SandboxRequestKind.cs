namespace HtxFutures.Sandbox;

/// <summary>The two budgets that private requests are counted in (facts 2, column "Perm"; facts 5).</summary>
public enum SandboxRequestKind
{
    /// <summary>Requests that change something: placing, cancelling, the dead-man's switch.</summary>
    Trade,

    /// <summary>Requests that only look.</summary>
    Read,
}
