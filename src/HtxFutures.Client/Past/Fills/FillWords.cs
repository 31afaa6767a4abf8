using HtxFutures.Json;

namespace HtxFutures.Past.Fills;

/// <summary>What the exchange calls the values of an execution (desk facts 4.3). Roles are in capitals here and small in the stream.</summary>
internal static class FillWords
{
    public static Words<FillRole> Roles { get; } = new((FillRole.Taker, "TAKER"), (FillRole.Taker, "taker"), (FillRole.Maker, "MAKER"), (FillRole.Maker, "maker"));

    public static Words<FillKind> Kinds { get; } = new(
        (FillKind.Trade, "1"), (FillKind.Liquidation, "3"), (FillKind.Delivery, "4"), (FillKind.AutoDeleveraging, "22"));
}
