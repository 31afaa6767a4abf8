using System.Globalization;
using System.Text.Json;
using HtxFutures.AlgoOrders;
using HtxFutures.Calls.Answers;
using HtxFutures.Fuzzing.Mutation;
using HtxFutures.Fuzzing.Oracles;

namespace HtxFutures.Fuzzing.Targets;

/// <summary>
/// Algo orders out of an answer (<see cref="AlgoOrderReader"/>): each that is there, as it is there, nothing of a list in
/// which one is garbled, and a line on what it will do whose figures are those of the answer.
/// </summary>
internal static class AlgoOrdersTarget
{
    private static readonly JsonMutator s_mutator = new(Corpus.AlgoOrders, AlgoOrderOracle.Names);
    private static readonly HtxAccount s_account = new("api.hbdm.com", "0000", null);

    public static FuzzTarget Target { get; } = new(
        "algo-orders", random => s_mutator.Draw(random, Corpus.Envelope), Check, ["no envelope", "no algo orders", "an empty list", "one algo order", "algo orders"]);

    private static string Check(byte[] input)
    {
        if (!EnvelopeReader.TryRead(input, out Envelope envelope))
        {
            return "no envelope";
        }

        List<AlgoOrderOracle>? expected = AlgoOrderOracle.Read(EnvelopeOracle.Read(input)?.Data);
        long before = GC.GetAllocatedBytesForCurrentThread();
        List<HtxAlgoOrder>? algos = Read(envelope);
        Property.Frugal(before, input.Length);

        Property.Same(expected is not null, algos is not null, "a list is read if and only if all of it can be");
        if (algos is null)
        {
            return "no algo orders";
        }

        Property.Same(expected!.Count, algos.Count, "there are as many algo orders as in the answer");
        for (int i = 0; i < algos.Count; i++)
        {
            Compare(expected[i], algos[i]);
            CheckTexts(algos[i]);
        }

        return algos.Count switch { 0 => "an empty list", 1 => "one algo order", _ => "algo orders" };
    }

    private static List<HtxAlgoOrder>? Read(Envelope envelope)
    {
        try
        {
            return AlgoOrderReader.Read(envelope.Data.Span, s_account, AlgoOrderType.StopLoss);
        }
        catch (JsonException failure)
        {
            Property.Showable(failure.Message, "a failure's text");
            return null;
        }
    }

    private static void Compare(AlgoOrderOracle expected, HtxAlgoOrder algo)
    {
        Property.Same(expected.Name("algo_id"), algo.AlgoId, "the id stands in the answer");
        Property.Same(expected.Name("contract_code"), algo.ContractCode, "the contract stands in the answer");
        Property.Same(expected.Name("id") ?? algo.AlgoId, algo.Cursor, "pages go on at what stands in the answer");
        string? clientId = expected.Text("algo_client_order_id");
        Property.Same(!string.IsNullOrWhiteSpace(clientId) && RowOracle.IsShowable(clientId) ? clientId : null, algo.ClientAlgoId, "the client's id stands in the answer");
        Property.Same(expected.Text("state") is "effective" or "canceled" or "failed", algo.IsFinal, "an algo order is final only by the exact word");
        Property.Same(
            expected.Text("state") switch { "active" => AlgoOrderState.Active, "effective" => AlgoOrderState.Effective, "canceled" => AlgoOrderState.Canceled, "failed" => AlgoOrderState.Failed, _ => AlgoOrderState.Unknown },
            algo.State,
            "the state is the word's");
        Property.Same(
            expected.Text("type") switch
            {
                "trigger" => AlgoOrderType.Trigger,
                "tp" => AlgoOrderType.TakeProfit,
                "sl" => AlgoOrderType.StopLoss,
                "tpsl" => AlgoOrderType.TakeProfitStopLoss,
                "trailing_stop" => AlgoOrderType.TrailingStop,
                _ => AlgoOrderType.Unknown,
            },
            algo.Type,
            "the type is the word's");
        Property.Same(expected.Text("side") switch { "buy" => OrderSide.Buy, "sell" => OrderSide.Sell, _ => OrderSide.Unknown }, algo.Side, "the side is the word's");
        Property.Same(
            expected.Text("position_side") switch { "long" => PositionSide.Long, "short" => PositionSide.Short, "both" => PositionSide.Both, _ => PositionSide.Unknown },
            algo.PositionSide,
            "the position's side is the word's");
        Property.Same(expected.Text("margin_mode") switch { "cross" => MarginMode.Cross, "isolated" => MarginMode.Isolated, _ => MarginMode.Unknown }, algo.MarginMode, "the margin mode is the word's");
        foreach ((string member, decimal? read) in new[]
        {
            ("volume", algo.Volume), ("trigger_price", algo.TriggerPrice), ("price", algo.OrderPrice), ("tp_trigger_price", algo.TakeProfitPrice), ("tp_order_price", algo.TakeProfitOrderPrice),
            ("sl_trigger_price", algo.StopLossPrice), ("sl_order_price", algo.StopLossOrderPrice), ("active_price", algo.ActivationPrice), ("callback_rate", algo.CallbackRate),
        })
        {
            Property.Require(expected.IsAmount(member, read), $"the {member} is the number's", () => $"{read}");
        }

        Property.Same(expected.Members.Find("reduce_only").YesOrNo(), algo.ReduceOnly, "yes and no are the word's");
        Property.Same(expected.Members.Find("relation_order_id").Id(), algo.ChildOrderId, "the order that it placed stands in the answer");
        Property.Same(expected.Members.Find("created_time").Stamp(), algo.CreatedAt?.ToUnixTimeMilliseconds(), "the time is the number's");
        Property.Same(expected.Members.Find("updated_time").Stamp(), algo.UpdatedAt?.ToUnixTimeMilliseconds(), "the time of the change is the number's");
    }

    /// <summary>All that a user sees; and where the line speaks of a price, it is the one that stands there.</summary>
    private static void CheckTexts(HtxAlgoOrder algo)
    {
        foreach (string? text in new[]
        {
            algo.AlgoId, algo.ContractCode, algo.ClientAlgoId, algo.RawType, algo.RawSide, algo.RawPositionSide, algo.RawMarginMode, algo.RawState, algo.TriggerPriceType, algo.OrderPriceType,
            algo.TakeProfitPriceType, algo.TakeProfitOrderType, algo.StopLossPriceType, algo.StopLossOrderType, algo.Source,
        })
        {
            Property.Showable(text, "an algo order's text", 210);
        }

        Property.Showable(algo.ToString(), "an algo order in a line", 2000);
        decimal?[] prices = algo switch
        {
            { Type: AlgoOrderType.TrailingStop } => [algo.ActivationPrice],
            { TakeProfitPrice: null, StopLossPrice: null } => [algo.TriggerPrice],
            _ => [algo.TakeProfitPrice, algo.StopLossPrice],
        };
        string[] words = algo.Description.Split(' ');
        foreach (decimal? price in prices)
        {
            Property.Require(price is null || words.Contains(price.Value.ToString(CultureInfo.InvariantCulture)), "the line names the price at which it fires", () => algo.Description);
        }
    }
}
