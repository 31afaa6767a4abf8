namespace HtxFutures;

/// <summary>Which side of an execution an order was on.</summary>
public enum FillRole
{
    /// <summary>A word that is not known here.</summary>
    Unknown,

    /// <summary>It took what waited in the book, which costs more.</summary>
    Taker,

    /// <summary>It waited in the book.</summary>
    Maker,
}
