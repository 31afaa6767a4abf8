using System.Text.Json;
using HtxFutures.Calls.Answers;
using HtxFutures.Fuzzing.Mutation;
using HtxFutures.Fuzzing.Oracles;
using HtxFutures.Positions;

namespace HtxFutures.Fuzzing.Targets;

/// <summary>Positions out of an answer (<see cref="PositionReader"/>): each that is there, as it is there; and an account is flat by a whole list alone.</summary>
internal static class PositionsTarget
{
    private static readonly JsonMutator s_mutator = new(Corpus.Positions, PositionOracle.Names);
    private static readonly HtxAccount s_account = new("api.hbdm.com", "0000", null);

    public static FuzzTarget Target { get; } = new("positions", random => s_mutator.Draw(random, Corpus.Envelope), Check, ["no envelope", "no list", "flat", "one position", "positions"]);

    private static string Check(byte[] input)
    {
        if (!EnvelopeReader.TryRead(input, out Envelope envelope))
        {
            return "no envelope";
        }

        List<PositionOracle>? expected = PositionOracle.Read(EnvelopeOracle.Read(input)?.Data);
        List<HtxPosition>? positions = Read(envelope);
        Property.Same(expected is not null, positions is not null, "a list is read if and only if all of it can be");
        if (positions is null)
        {
            return "no list";
        }

        Property.Same(expected!.Count, positions.Count, "there are as many positions as in the answer");
        for (int i = 0; i < positions.Count; i++)
        {
            Compare(expected[i], positions[i]);
        }

        return positions.Count switch { 0 => "flat", 1 => "one position", _ => "positions" };
    }

    private static List<HtxPosition>? Read(Envelope envelope)
    {
        try
        {
            return PositionReader.Read(envelope.Data.Span, s_account);
        }
        catch (JsonException failure)
        {
            Property.Showable(failure.Message, "a failure's text");
            return null;
        }
    }

    private static void Compare(PositionOracle expected, HtxPosition position)
    {
        Property.Same(expected.Name("contract_code"), position.ContractCode, "the contract stands in the answer");
        Property.Same(
            expected.Text("position_side") switch { "long" => PositionSide.Long, "short" => PositionSide.Short, "both" => PositionSide.Both, _ => PositionSide.Unknown },
            position.PositionSide,
            "the side is the word's");
        Property.Same(expected.Text("direction") switch { "buy" => OrderSide.Buy, "sell" => OrderSide.Sell, _ => OrderSide.Unknown }, position.Direction, "the direction is the word's");
        Property.Same(expected.Text("margin_mode") switch { "cross" => MarginMode.Cross, "isolated" => MarginMode.Isolated, _ => MarginMode.Unknown }, position.MarginMode, "the margin mode is the word's");
        foreach ((string member, decimal? read) in new[]
        {
            ("volume", position.Volume), ("available", position.Available), ("open_avg_price", position.EntryPrice), ("mark_price", position.MarkPrice), ("last_price", position.LastPrice),
            ("margin", position.Margin), ("initial_margin", position.InitialMargin), ("maintenance_margin", position.MaintenanceMargin), ("margin_rate", position.MarginRate),
            ("profit_unreal", position.UnrealizedProfit), ("profit_rate", position.ProfitRate), ("adl_risk_percent", position.AdlRisk),
        })
        {
            Property.Require(expected.IsNumber(member, read), $"the {member} is the number's", () => $"{read}");
        }

        Property.Require(position.LiquidationPrice is null or > 0, "there is no liquidation at a price of 0 or less", () => $"{position.LiquidationPrice}");
        Property.Require(position.LiquidationPrice is null || expected.IsNumber("liquidation_price", position.LiquidationPrice), "the liquidation price is the number's", () => $"{position.LiquidationPrice}");
        Property.Same(expected.Members.Find("lever_rate").Whole(), position.Leverage, "the leverage is the number's");
        Property.Same(expected.Members.Find("updated_time").Stamp(), position.UpdatedAt?.ToUnixTimeMilliseconds(), "the time is the number's");
        Property.Require(position.DistanceToLiquidation is null || position.LiquidationPrice is not null, "there is no distance to nothing", () => $"{position.DistanceToLiquidation}");
        foreach (string? text in new[] { position.ContractCode, position.RawPositionSide, position.RawDirection, position.RawMarginMode, position.ToString() })
        {
            Property.Showable(text, "a position's text", 800);
        }
    }
}
