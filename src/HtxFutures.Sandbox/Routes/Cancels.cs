namespace HtxFutures.Sandbox.Routes;

/// <summary>How many orders an endpoint cancels.</summary>
internal enum Cancels
{
    /// <summary>None.</summary>
    Nothing,

    /// <summary>One, and the answer is about that one.</summary>
    One,

    /// <summary>Any number, and the answer has a result for each.</summary>
    Many,
}
