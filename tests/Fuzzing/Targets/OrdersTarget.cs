using System.Text.Json;
using HtxFutures.Calls.Answers;
using HtxFutures.Fuzzing.Mutation;
using HtxFutures.Fuzzing.Oracles;
using HtxFutures.Orders;

namespace HtxFutures.Fuzzing.Targets;

/// <summary>Orders out of an answer (<see cref="OrderReader"/>): each that is there, as it is there, and nothing of a list in which one is garbled.</summary>
internal static class OrdersTarget
{
    private static readonly JsonMutator s_mutator = new(Corpus.Orders, Corpus.AnswerMembers);
    private static readonly HtxAccount s_account = new("api.hbdm.com", "0000", null);

    public static FuzzTarget Target { get; } = new("orders", random => s_mutator.Draw(random, Corpus.Envelope), Check, ["no envelope", "no orders", "an empty list", "one order", "orders"]);

    private static string Check(byte[] input)
    {
        if (!EnvelopeReader.TryRead(input, out Envelope envelope))
        {
            return "no envelope";
        }

        List<OrderOracle>? expected = OrderOracle.Read(EnvelopeOracle.Read(input)?.Data);
        long before = GC.GetAllocatedBytesForCurrentThread();
        List<HtxOrder>? orders = Read(envelope);
        Property.Frugal(before, input.Length);

        Property.Same(expected is not null, orders is not null, "a list is read if and only if all of it can be");
        if (orders is null)
        {
            return "no orders";
        }

        Property.Same(expected!.Count, orders.Count, "there are as many orders as in the answer");
        for (int i = 0; i < orders.Count; i++)
        {
            Compare(expected[i], orders[i]);
        }

        return orders.Count switch { 0 => "an empty list", 1 => "one order", _ => "orders" };
    }

    private static List<HtxOrder>? Read(Envelope envelope)
    {
        try
        {
            return OrderReader.Read(envelope.Data.Span, s_account);
        }
        catch (JsonException failure)
        {
            Property.Showable(failure.Message, "a failure's text");
            return null;
        }
    }

    private static void Compare(OrderOracle expected, HtxOrder order)
    {
        Property.Same(expected.OrderId, order.OrderId, "the id stands in the answer");
        Property.Same(expected.ContractCode, order.ContractCode, "the contract stands in the answer");
        string? clientOrderId = expected.Text("client_order_id");
        Property.Same(
            clientOrderId is not null && !string.IsNullOrWhiteSpace(clientOrderId) && OrderOracle.IsShowable(clientOrderId) ? clientOrderId : null,
            order.ClientOrderId,
            "the client's id stands in the answer");
        Property.Same(
            expected.Text("state") is "filled" or "canceled" or "partially_canceled" or "rejected", order.IsFinal, "an order is final only by the exact word");
        Property.Same(expected.Text("state") switch { "canceled" => OrderState.Canceled, "filled" => OrderState.Filled, _ => order.State }, order.State, "the state is the word's");
        Property.Same(expected.Text("side") switch { "buy" => OrderSide.Buy, "sell" => OrderSide.Sell, _ => OrderSide.Unknown }, order.Side, "the side is the word's");
        Property.Require(expected.IsNumber("price", order.Price), "the price is the number's", () => $"{order.Price}");
        Property.Require(!expected.IsSaidOnce("fee") || expected.IsNumber("fee", -order.Fee), "the fee is the number's, with the other sign", () => $"{order.Fee}");
        Property.Require(!expected.IsSaidOnce("profit") || expected.IsNumber("profit", order.Profit), "the profit is the number's", () => $"{order.Profit}");
        Property.Require(expected.IsNumber("trade_volume", order.FilledVolume), "the filled volume is the number's", () => $"{order.FilledVolume}");
        Property.Same(expected.Members.Find("lever_rate").Whole(), order.Leverage, "the leverage is the number's");
        Property.Same(expected.Members.Find("created_time").Stamp(), order.CreatedAt?.ToUnixTimeMilliseconds(), "the time is the number's");
        Property.Same(expected.Members.Find("reduce_only").YesOrNo(), order.ReduceOnly, "yes and no are the word's");
        foreach (string? text in new[] { order.OrderId, order.ContractCode, order.ClientOrderId, order.RawSide, order.RawPositionSide, order.RawType, order.RawMarginMode, order.RawState, order.RawTimeInForce, order.CancelReason, order.Source })
        {
            Property.Showable(text, "an order's text", 210);
        }
    }
}
