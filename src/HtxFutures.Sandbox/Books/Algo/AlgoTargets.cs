using HtxFutures.Sandbox.Books.Positions;

namespace HtxFutures.Sandbox.Books.Algo;

/// <summary>What algo orders would do to the positions of an account.</summary>
internal sealed class AlgoTargets(PositionBook positions, SandboxOptions options)
{
    /// <summary>The position that one is about, be it there or not.</summary>
    public PositionKey KeyOf(SandboxAlgoTemplate terms) =>
        positions.KeyOf(terms.ContractCode, terms.MarginMode, terms.PositionSide, terms.Side, OnlyCloses(terms));

    /// <summary>How much one places when it fires: if it can only close, no more than there is to close, and all of that where it says no volume.</summary>
    public decimal VolumeOf(SandboxAlgoTemplate terms)
    {
        if (!OnlyCloses(terms) || (terms.Volume > 0 && !options.StopsNeedPosition))
        {
            return terms.Volume;
        }

        decimal closable = positions.Closable(KeyOf(terms), terms.Side);
        return terms.Volume == 0 ? closable : Math.Min(terms.Volume, closable);
    }

    /// <summary>What some of them, those that can only close, would close: each position, on which side it is, and how much of it in all.</summary>
    public IEnumerable<(PositionKey Key, bool IsLong, decimal Volume)> Closing(IEnumerable<SandboxAlgoTemplate> algos) => algos
        .Where(OnlyCloses)
        .GroupBy(terms => (Key: KeyOf(terms), IsLong: terms.Side == "sell"))
        .Select(stops => (stops.Key.Key, stops.Key.IsLong, Math.Max(1, stops.Sum(terms => terms.Volume))));

    private static bool OnlyCloses(SandboxAlgoTemplate terms) => OrderEffects.OnlyCloses(terms.Side, terms.PositionSide, terms.IsStop || terms.ReduceOnly);
}
