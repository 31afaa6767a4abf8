using HtxFutures.Orders;

namespace HtxFutures.Binding;

/// <summary>Which open orders the user wants to see, as far as the exchange cannot be asked for it.</summary>
internal sealed class OpenOrderFilter
{
    public required ContractFilter Contracts { get; init; }

    /// <summary>Null for both.</summary>
    public OrderSide? Side { get; init; }

    /// <summary>Null for all.</summary>
    public PositionSide? PositionSide { get; init; }

    /// <summary>Null for any time.</summary>
    public AgeWindow? Age { get; init; }

    /// <summary>An order of unknown side or age does not match a filter on it: stopping it would be a guess.</summary>
    public bool Matches(IShownOrder order) =>
        Contracts.Matches(order.ContractCode)
        && (Side is not { } side || order.Side == side)
        && (PositionSide is not { } positionSide || order.PositionSide == positionSide)
        && Age?.Includes(order) is not false;
}
