namespace HtxFutures.Orders;

/// <summary>An order of whichever kind as the exchange showed it at one moment: what all of them have.</summary>
internal interface IShownOrder
{
    OrderKind Kind { get; }

    string ContractCode { get; }

    /// <summary>The exchange's id, within its kind.</summary>
    string OrderId { get; }

    /// <summary>The client's id; null where there is none.</summary>
    string? ClientOrderId { get; }

    OrderSide Side { get; }

    PositionSide PositionSide { get; }

    /// <summary>Its limit price; null where it has none.</summary>
    decimal? Price { get; }

    decimal? Volume { get; }

    /// <summary>How much of it was executed; null where nobody said.</summary>
    decimal? FilledVolume { get; }

    /// <summary>Whether it is finished: a final state never goes back.</summary>
    bool IsFinal { get; }

    /// <summary>The exchange's word for its state.</summary>
    string? RawState { get; }

    /// <summary>When it was placed, on the exchange's clock.</summary>
    DateTimeOffset? CreatedAt { get; }

    /// <summary>The account it was read from.</summary>
    HtxAccount? Origin { get; }

    /// <summary>What it does, in one line without contract and id.</summary>
    string Trade { get; }
}
