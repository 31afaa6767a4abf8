namespace HtxFutures.Sandbox;

/// <summary>The answer to cancelling all orders when none is open; not recorded (facts 2.3, 10.5).</summary>
public enum NothingToCancel
{
    /// <summary>Code 1051 and null data.</summary>
    Code1051,

    /// <summary>Success with an empty array.</summary>
    EmptyArray,
}
