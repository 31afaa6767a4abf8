using HtxFutures.Orders;

namespace HtxFutures;

/// <summary>
/// Which open orders a mass cancel means, as the exchange can be told (facts 2.3). It begins with a contract, or with
/// the word that the whole account is meant: to leave something out never means all.
/// </summary>
public sealed record MassCancelScope
{
    private readonly OrderSide? _side;
    private readonly PositionSide? _positionSide;

    private MassCancelScope(string? contractCode) => ContractCode = contractCode;

    /// <summary>The orders of every contract of the account.</summary>
    public static MassCancelScope Account { get; } = new((string?)null);

    /// <summary>The contract, in upper case; null for every contract of the account.</summary>
    public string? ContractCode { get; }

    /// <summary>Only orders that trade this way; null for both.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is neither buy nor sell.</exception>
    public OrderSide? Side
    {
        get => _side;
        init => _side = value is null or OrderSide.Buy or OrderSide.Sell
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The side must be buy or sell.");
    }

    /// <summary>Only orders of this position: long and short in hedge mode, both in one-way mode; null for any.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is neither long nor short nor both.</exception>
    public PositionSide? PositionSide
    {
        get => _positionSide;
        init => _positionSide = value is null or HtxFutures.PositionSide.Long or HtxFutures.PositionSide.Short or HtxFutures.PositionSide.Both
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The position side must be long, short or both.");
    }

    /// <summary>The orders of one contract.</summary>
    /// <param name="contractCode">Its exact code; any case.</param>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: the text is no contract code.</exception>
    public static MassCancelScope Contract(string contractCode) => new(HtxFutures.ContractCode.Parse(contractCode));

    /// <summary>The scope for people, filters included.</summary>
    public override string ToString() => string.Concat(
        ContractCode ?? "every contract of the account",
        Side is { } side ? $", side {side}" : "",
        PositionSide is { } positionSide ? $", position side {positionSide}" : "");

    /// <summary>Whether the exchange would take the order to be meant. One whose side is not known here does not match a filter on it.</summary>
    internal bool Includes(IShownOrder order) =>
        (ContractCode is null || order.ContractCode == ContractCode)
        && (Side is null || order.Side == Side)
        && (PositionSide is null || order.PositionSide == PositionSide);
}
