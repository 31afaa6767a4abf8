namespace HtxFutures;

/// <summary>What sort of algo order it is (desk facts 1.2). Each is listed on its own.</summary>
public enum AlgoOrderType
{
    /// <summary>The exchange gave no value, or one that is not known here; its own text stands beside it.</summary>
    Unknown,

    /// <summary>Places an order, which may open a position, when a price is reached.</summary>
    Trigger,

    /// <summary>Closes when the price has become good enough.</summary>
    TakeProfit,

    /// <summary>Closes when the price has become bad enough.</summary>
    StopLoss,

    /// <summary>Both in one: whichever comes first.</summary>
    TakeProfitStopLoss,

    /// <summary>Follows the price, and fires when it turns back by a share.</summary>
    TrailingStop,
}
