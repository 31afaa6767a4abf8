using System.Globalization;
using HtxFutures.Errors;
using HtxFutures.Orders;

namespace HtxFutures;

/// <summary>
/// Names one position: its contract, its side, and what its margin stands for. Checked on creation, so that what cannot
/// be a position is never sent.
/// </summary>
public sealed record PositionReference
{
    private PositionReference(string contractCode, PositionSide positionSide, MarginMode marginMode)
    {
        ContractCode = contractCode;
        PositionSide = positionSide;
        MarginMode = marginMode;
    }

    /// <summary>The contract, in upper case.</summary>
    public string ContractCode { get; }

    /// <summary>Long or short in hedge mode, both in one-way mode.</summary>
    public PositionSide PositionSide { get; }

    /// <summary>What its margin stands for.</summary>
    public MarginMode MarginMode { get; }

    /// <summary>Names a position.</summary>
    /// <param name="contractCode">The contract; any case.</param>
    /// <param name="positionSide">Long or short in hedge mode, both in one-way mode.</param>
    /// <param name="marginMode">Cross or isolated.</param>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: names the value and the remedy.</exception>
    public static PositionReference Create(string? contractCode, PositionSide positionSide, MarginMode marginMode)
    {
        string contract = HtxFutures.ContractCode.Parse(contractCode);
        if (positionSide is not (PositionSide.Long or PositionSide.Short or PositionSide.Both))
        {
            throw Unnamed(contract, string.Create(CultureInfo.InvariantCulture, $"the side '{positionSide}' is none"), "The side is Both in one-way mode, Long or Short in hedge mode");
        }

        return marginMode is MarginMode.Cross or MarginMode.Isolated
            ? new PositionReference(contract, positionSide, marginMode)
            : throw Unnamed(contract, string.Create(CultureInfo.InvariantCulture, $"the margin mode '{marginMode}' is none"), "The margin mode is Cross or Isolated");
    }

    /// <summary>Names a position as it was shown.</summary>
    /// <param name="position">The position.</param>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: its side or its margin mode is not known.</exception>
    public static PositionReference Of(HtxPosition position)
    {
        ArgumentNullException.ThrowIfNull(position);
        return Create(position.ContractCode, position.PositionSide, position.MarginMode);
    }

    /// <summary>Names a position as it was shown, whatever is known of it.</summary>
    internal static PositionReference AsShown(HtxPosition position) => new(position.ContractCode, position.PositionSide, position.MarginMode);

    /// <summary>Looks for the position among those of a listing.</summary>
    /// <returns>The position; null where the listing shows none.</returns>
    /// <exception cref="HtxException">Whether it shows one cannot be told.</exception>
    internal HtxPosition? Among(IEnumerable<HtxPosition> listed) => listed.Where(MayBe).ToArray() switch
    {
        [] => null,
        [var only] when only.PositionSide == PositionSide && only.MarginMode == MarginMode => only,
        [var other, ..] => throw new HtxException(HtxErrorKind.UnexpectedResponse, $"The listing of positions does not say whether {this} stands: it shows {other}.") { ConcernsOneAnswer = true },
    };

    /// <summary>What to do about the position: see what stands.</summary>
    /// <param name="text">The text, whose last sentence says so.</param>
    internal Guidance ToBeListed(string text) => new(text, Errors.Means.ListPositions) { ContractCode = ContractCode };

    /// <summary>One line: <c>BTC-USDT Long cross</c>.</summary>
    public override string ToString() => $"{ContractCode} {PositionSide} {(MarginMode == MarginMode.Unknown ? "of unknown margin mode" : OrderWords.MarginModes[MarginMode])}";

    private bool MayBe(HtxPosition position) =>
        position.ContractCode == ContractCode
        && (position.PositionSide == PositionSide || position.PositionSide == PositionSide.Unknown)
        && (position.MarginMode == MarginMode || position.MarginMode == MarginMode.Unknown);

    private static HtxException Unnamed(string contract, string what, string remedy) => new(HtxErrorKind.InvalidParameter, $"No position of {contract} is named: {what}.")
    {
        Guidance = new Guidance($"{remedy}. To see the positions, list them.", Errors.Means.ListPositions) { ContractCode = contract },
    };
}
