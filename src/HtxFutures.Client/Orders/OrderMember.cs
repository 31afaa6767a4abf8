namespace HtxFutures.Orders;

/// <summary>The members of an order that are read (facts 2.7); each may come once.</summary>
[Flags]
internal enum OrderMember
{
    /// <summary>One that is not known here, or not needed.</summary>
    None = 0,
    Id = 1 << 0,
    OrderId = 1 << 1,
    ClientOrderId = 1 << 2,
    ContractCode = 1 << 3,
    Side = 1 << 4,
    PositionSide = 1 << 5,
    Type = 1 << 6,
    MarginMode = 1 << 7,
    State = 1 << 8,
    TimeInForce = 1 << 9,
    CancelReason = 1 << 10,
    Source = 1 << 11,
    Price = 1 << 12,
    Volume = 1 << 13,
    FilledVolume = 1 << 14,
    AveragePrice = 1 << 15,
    ReduceOnly = 1 << 16,
    Leverage = 1 << 17,
    CreatedAt = 1 << 18,
    UpdatedAt = 1 << 19,
}
