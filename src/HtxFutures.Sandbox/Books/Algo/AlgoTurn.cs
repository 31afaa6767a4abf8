namespace HtxFutures.Sandbox.Books.Algo;

/// <summary>What falls due for an algo order.</summary>
internal enum AlgoTurn
{
    /// <summary>It comes into effect.</summary>
    TakeEffect,

    /// <summary>Its cancel takes effect.</summary>
    EndCancel,

    /// <summary>What it was to close is gone.</summary>
    Fail,
}
