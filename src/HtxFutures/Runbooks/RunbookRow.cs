using System.Collections.Specialized;
using HtxFutures.Orders;

namespace HtxFutures.Runbooks;

/// <summary>What a runbook's summary tells of one thing that it found: an order, an algo order, or a position that was to be closed.</summary>
public sealed record RunbookRow
{
    /// <summary>What a position is called beside the kinds of orders.</summary>
    internal const string Position = "Position";

    /// <summary>What it is: Order, AlgoOrder or Position.</summary>
    public required string Kind { get; init; }

    /// <summary>The contract; empty only for an order that the exchange named without it, and that no listing has shown.</summary>
    public required string ContractCode { get; init; }

    /// <summary>The exchange's id; of an algo order, the algo id; of a position, that of the order that closes it. Null where it is not known.</summary>
    public required string? OrderId { get; init; }

    /// <summary>The id that it was placed with.</summary>
    public string? ClientOrderId { get; init; }

    /// <summary>Which way an order trades; null of positions, and where nobody has shown the order.</summary>
    public string? Side { get; init; }

    /// <summary>Of a position: Long, Short or Both; null of orders.</summary>
    public string? PositionSide { get; init; }

    /// <summary>Of a position: Cross or Isolated; null of orders.</summary>
    public string? MarginMode { get; init; }

    /// <summary>What an algo order would have done, in one line; null for others.</summary>
    public string? Description { get; init; }

    /// <summary>The limit price, or the average price that a position was closed at; null where the exchange gave none.</summary>
    public decimal? Price { get; init; }

    /// <summary>The size, in contracts; null where the exchange gave none.</summary>
    public decimal? Volume { get; init; }

    /// <summary>How much was executed, in contracts, as last seen: of an order before it was stopped, of a position in closing it; null where nobody said.</summary>
    public decimal? FilledVolume { get; init; }

    /// <summary>What stopping it came to; null where it was not tried, or nothing came of it.</summary>
    public string? Outcome { get; init; }

    /// <summary>The exchange's code; null where it gave none.</summary>
    public int? Code { get; init; }

    /// <summary>The same for people.</summary>
    public string? Message { get; init; }

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; init; }

    internal static RunbookRow From(IShownOrder order, HtxCancelResult? result) => new()
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

    internal static RunbookRow From(HtxPosition position) => new()
    {
        Kind = Position,
        ContractCode = position.ContractCode,
        OrderId = null,
        PositionSide = position.PositionSide.ToString(),
        MarginMode = position.MarginMode.ToString(),
        Volume = position.Volume,
    };

    internal static RunbookRow From(HtxStopRow row) => new()
    {
        Kind = row.Kind,
        ContractCode = row.ContractCode,
        OrderId = row.OrderId,
        ClientOrderId = row.ClientOrderId,
        Side = row.Side,
        PositionSide = row.PositionSide,
        MarginMode = row.MarginMode,
        Description = row.Kind == nameof(OrderKind.AlgoOrder) ? row.Description : null,
        Price = row.Price,
        Volume = row.Volume,
        FilledVolume = row.FilledVolume,
        Outcome = row.Outcome,
        Code = row.Code,
        Message = row.Message,
        Attempts = row.Attempts,
    };

    /// <summary>What was found and never tried.</summary>
    internal static RunbookRow From(HtxStopLeft left) => new()
    {
        Kind = left.Kind,
        ContractCode = left.ContractCode,
        OrderId = left.OrderId,
        ClientOrderId = left.ClientOrderId,
        PositionSide = left.Kind == Position ? left.PositionSide : null,
        MarginMode = left.MarginMode,
        Description = left.Kind == nameof(OrderKind.AlgoOrder) ? left.Description : null,
        Volume = left.Volume,
        Message = left.Reason,
    };

    /// <summary>What it is known by: two rows of one thing have the same.</summary>
    internal object Key => Kind == Position ? (ContractCode, PositionSide, MarginMode) : (Kind, OrderId ?? ClientOrderId);

    /// <summary>How many rows came to each outcome.</summary>
    internal static OrderedDictionary Outcomes(IEnumerable<RunbookRow> rows)
    {
        var outcomes = new OrderedDictionary();
        foreach (IGrouping<string, RunbookRow> group in rows.Where(row => row.Outcome is not null).GroupBy(row => row.Outcome!).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            outcomes[group.Key] = group.Count();
        }

        return outcomes;
    }
}
