namespace HtxFutures.Listings;

/// <summary>Which way a page lies from a cursor (desk facts 4.1).</summary>
internal enum PageDirection
{
    /// <summary>Towards newer rows.</summary>
    Next,

    /// <summary>Towards older rows.</summary>
    Prev,
}
