using HtxFutures.Exposure;

namespace HtxFutures.Halting;

/// <summary>Of what a look shows, what is to go, what is to stay, and whether that is reached.</summary>
/// <param name="options">How far to go.</param>
internal sealed class HaltAim(StopTradingOptions options)
{
    /// <summary>Whether positions are to go.</summary>
    public bool ClosesPositions => options.ClosesPositions;

    /// <summary>
    /// Whether a close-only algo order is to be left for now: until its position is seen flat, or for good where the
    /// positions that stay are to keep theirs. Without an answer to what positions there are, it is.
    /// </summary>
    public bool IsLeft(HtxAlgoOrder algo, TradingLook look) =>
        (options.ClosesPositions || options.KeepsProtection)
        && algo.ClosesOnly
        && (look.IsContradicted || look.Positions.Failure is not null || look.Positions.Found.Any(position => Protection.Protects(algo, position)));

    /// <summary>Whether an algo order of a finished look was to be left for good.</summary>
    public bool IsKept(HtxAlgoOrder algo, TradingLook look) => options.KeepsProtection && look.Positions.Failure is null && IsLeft(algo, look);

    /// <summary>The algo orders of a finished look that are to go in the end.</summary>
    public IEnumerable<HtxAlgoOrder> AlgosToGo(TradingLook look) => look.Algos.Found.Where(algo => !IsKept(algo, look));

    /// <summary>The positions of a finished look that are to go.</summary>
    public IEnumerable<HtxPosition> PositionsToGo(TradingLook look) => options.ClosesPositions ? look.Positions.Found : [];

    /// <summary>Whether a look was read to its end, and shows nothing but what was to be left.</summary>
    public bool IsReached(TradingLook look) =>
        !look.Unlisted.Any() && !look.IsContradicted && look.Orders.Found.Count == 0 && !AlgosToGo(look).Any() && !PositionsToGo(look).Any();

    /// <summary>Whether a look was read to its end, and shows no order of either kind.</summary>
    public static bool IsQuiet(TradingLook look) => look.Orders.IsEmpty && look.Algos.IsEmpty && !look.IsContradicted;

    /// <summary>Whether it shows no position either.</summary>
    public static bool IsFlat(TradingLook look) => IsQuiet(look) && look.Positions.IsEmpty;

    /// <summary>Whether a finished look shows something to try that was not refused for good.</summary>
    public bool HasWork(TradingLook look, HaltLedger ledger) => ToTry(look).Any(key => !ledger.IsRefusedForGood(key));

    /// <summary>Whether all that a look shows has been refused for good, and all of it could be looked at: nothing is left to try.</summary>
    public bool IsHopeless(TradingLook look, HaltLedger ledger) =>
        !look.Unlisted.Any()
        && !look.IsContradicted
        && ToTry(look).All(ledger.IsRefusedForGood);

    // What waits for a position to go is tried when that is gone.
    private IEnumerable<object> ToTry(TradingLook look) => look.Orders.Found.Select(HaltLedger.KeyOf)
        .Concat(AlgosToGo(look).Where(algo => !IsLeft(algo, look)).Select(HaltLedger.KeyOf))
        .Concat(PositionsToGo(look).Select(HaltLedger.KeyOf));
}
