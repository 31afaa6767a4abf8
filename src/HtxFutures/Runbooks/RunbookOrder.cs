using HtxFutures.Orders;

namespace HtxFutures.Runbooks;

/// <summary>What a runbook's summary tells of an order that it found.</summary>
public sealed record RunbookOrder
{
    /// <summary>What sort of order it is: Order or AlgoOrder.</summary>
    public required string Kind { get; init; }

    /// <summary>The contract.</summary>
    public required string ContractCode { get; init; }

    /// <summary>The exchange's id; of an algo order, the algo id.</summary>
    public required string OrderId { get; init; }

    /// <summary>The id that it was placed with.</summary>
    public string? ClientOrderId { get; init; }

    /// <summary>Which way it trades.</summary>
    public required string Side { get; init; }

    /// <summary>What an algo order would have done, in one line; null for an order.</summary>
    public string? Description { get; init; }

    /// <summary>The limit price; null where the exchange gave none.</summary>
    public decimal? Price { get; init; }

    /// <summary>The size, in contracts; null where the exchange gave none.</summary>
    public decimal? Volume { get; init; }

    /// <summary>How much of it was executed, in contracts, as last seen; null where nobody said.</summary>
    public decimal? FilledVolume { get; init; }

    /// <summary>What its cancel came to; null where it was not tried, or nothing came of it.</summary>
    public string? Outcome { get; init; }

    /// <summary>The exchange's code; null where it gave none.</summary>
    public int? Code { get; init; }

    /// <summary>The same for people.</summary>
    public string? Message { get; init; }

    /// <summary>How often its cancel was sent.</summary>
    public int Attempts { get; init; }

    internal static RunbookOrder From(IShownOrder order, HtxCancelResult? result) => new()
    {
        Kind = order.Kind.ToString(),
        ContractCode = order.ContractCode,
        OrderId = order.OrderId,
        ClientOrderId = order.ClientOrderId,
        Side = order.Side.ToString(),
        Description = (order as HtxAlgoOrder)?.Description,
        Price = order.Price,
        Volume = order.Volume,
        FilledVolume = result?.FilledVolume ?? order.FilledVolume,
        Outcome = result?.Outcome.ToString(),
        Code = result?.Code,
        Message = result?.Message,
        Attempts = result?.Attempts ?? 0,
    };
}
