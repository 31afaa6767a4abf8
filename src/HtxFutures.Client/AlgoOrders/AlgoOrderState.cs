namespace HtxFutures;

/// <summary>How far an algo order has come (desk facts 1.4).</summary>
public enum AlgoOrderState
{
    /// <summary>The exchange gave no value, or one that is not known here; its own text stands beside it. It is not known to have ended.</summary>
    Unknown,

    /// <summary>It waits for its price.</summary>
    Active,

    /// <summary>It has fired: an ordinary order was placed, of which this says nothing more. Final.</summary>
    Effective,

    /// <summary>It was cancelled. Final.</summary>
    Canceled,

    /// <summary>It ended by itself, without firing. Final.</summary>
    Failed,
}
