using System.Text.Json;
using HtxFutures.Calls.Answers;
using HtxFutures.Fuzzing.Mutation;
using HtxFutures.Fuzzing.Oracles;
using HtxFutures.Past.Fills;

namespace HtxFutures.Fuzzing.Targets;

/// <summary>Executions out of an answer (<see cref="FillReader"/>): each that is there, as it is there, or none: a sum over a part of them would be wrong.</summary>
internal static class FillsTarget
{
    private static readonly JsonMutator s_mutator = new(Corpus.Fills, FillOracle.Names);
    private static readonly HtxAccount s_account = new("api.hbdm.com", "0000", null);

    public static FuzzTarget Target { get; } = new("fills", random => s_mutator.Draw(random, Corpus.Envelope), Check, ["no envelope", "no list", "none", "one execution", "executions"]);

    private static string Check(byte[] input)
    {
        if (!EnvelopeReader.TryRead(input, out Envelope envelope))
        {
            return "no envelope";
        }

        List<FillOracle>? expected = FillOracle.Read(EnvelopeOracle.Read(input)?.Data);
        List<HtxFill>? fills = Read(envelope);
        Property.Same(expected is not null, fills is not null, "a list is read if and only if all of it can be");
        if (fills is null)
        {
            return "no list";
        }

        Property.Same(expected!.Count, fills.Count, "there are as many executions as in the answer");
        for (int i = 0; i < fills.Count; i++)
        {
            Compare(expected[i], fills[i]);
        }

        Property.Require(fills.TrueForAll(fill => fill.Cursor.Length > 0 && fills.Exists(other => other.Key == fill.Cursor)), "pages go on from an id that is there", () => string.Join(", ", fills.Select(fill => fill.Cursor)));
        return fills.Count switch { 0 => "none", 1 => "one execution", _ => "executions" };
    }

    private static List<HtxFill>? Read(Envelope envelope)
    {
        try
        {
            return FillReader.Read(envelope.Data.Span, s_account);
        }
        catch (JsonException failure)
        {
            Property.Showable(failure.Message, "a failure's text");
            return null;
        }
    }

    private static void Compare(FillOracle expected, HtxFill fill)
    {
        Property.Same(expected.Name("contract_code"), fill.ContractCode, "the contract stands in the answer");
        Property.Same(expected.Name("id") ?? "", fill.Key, "the id stands in the answer");
        Property.Same(expected.Name("order_id"), fill.OrderId, "the order's id stands in the answer");
        Property.Same(expected.Name("trade_id"), fill.TradeId, "the trade's number stands in the answer");
        Property.Same(expected.Text("side") switch { "buy" => OrderSide.Buy, "sell" => OrderSide.Sell, _ => OrderSide.Unknown }, fill.Side, "the side is the word's");
        Property.Same(
            expected.Text("position_side") switch { "long" => PositionSide.Long, "short" => PositionSide.Short, "both" => PositionSide.Both, _ => PositionSide.Unknown },
            fill.PositionSide,
            "the position is the word's");
        Property.Same(expected.Text("margin_mode") switch { "cross" => MarginMode.Cross, "isolated" => MarginMode.Isolated, _ => MarginMode.Unknown }, fill.MarginMode, "the margin mode is the word's");
        Property.Same(
            expected.Text("order_type") switch { "1" => FillKind.Trade, "3" => FillKind.Liquidation, "4" => FillKind.Delivery, "22" => FillKind.AutoDeleveraging, _ => FillKind.Unknown },
            fill.Kind,
            "what led to it is the word's");
        Property.Same(expected.Text("role") switch { "TAKER" or "taker" => FillRole.Taker, "MAKER" or "maker" => FillRole.Maker, _ => FillRole.Unknown }, fill.Role, "the role is the word's");
        foreach ((string member, decimal? read) in new[]
        {
            ("trade_price", fill.Price), ("trade_volume", fill.Volume), ("trade_turnover", fill.Turnover), ("trade_fee", fill.Fee), ("profit", fill.Profit),
        })
        {
            Property.Require(expected.IsNumber(member, read), $"the {member} is the number's", () => $"{read}");
        }

        Property.Same(expected.Members.Find("created_time").Stamp(), fill.Time?.ToUnixTimeMilliseconds(), "the time is the number's");
        foreach (string? text in new[] { fill.ContractCode, fill.RawSide, fill.RawPositionSide, fill.RawMarginMode, fill.RawKind, fill.RawRole, fill.FeeCurrency, fill.Source, fill.ToString() })
        {
            Property.Showable(text, "an execution's text", 800);
        }
    }
}
