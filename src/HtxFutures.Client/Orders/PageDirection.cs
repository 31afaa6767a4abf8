namespace HtxFutures.Orders;

/// <summary>Which way a page lies from a cursor, in the exchange's words (desk facts 4.1).</summary>
internal enum PageDirection
{
    /// <summary>Towards newer orders.</summary>
    Next,

    /// <summary>Towards older orders.</summary>
    Prev,
}
