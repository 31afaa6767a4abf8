using HtxFutures.Sandbox.Books.Algo;

namespace HtxFutures.Sandbox.Wire;

/// <summary>An algo order on the wire: only the members of its type, in the order and types recorded in June 2026 (desk facts 1.3).</summary>
internal static class AlgoShape
{
    public static void WriteAll(WireWriter wire, IEnumerable<BookedAlgo> algos)
    {
        wire.Json.WriteStartArray();
        foreach (BookedAlgo algo in algos)
        {
            Write(wire, algo);
        }

        wire.Json.WriteEndArray();
    }

    private static void Write(WireWriter wire, BookedAlgo algo)
    {
        wire.Json.WriteStartObject();
        WriteIdentity(wire, algo.View);
        WriteTerms(wire, algo.Terms);
        if (algo.Child is not null && wire.Options.FiredAlgosNameChild)
        {
            WriteChild(wire, algo);
        }

        wire.UnknownMember();
        wire.Json.WriteEndObject();
    }

    private static void WriteIdentity(WireWriter wire, SandboxAlgoOrder algo)
    {
        SandboxAlgoTemplate terms = algo.Terms;
        wire.Id("id", algo.Id);
        if (terms.Volume > 0)
        {
            wire.Decimal("volume", terms.Volume);
        }

        wire.Json.WriteString("type", terms.RawType ?? AlgoWords.For(terms.Type));
        wire.Json.WriteString("state", terms.RawState ?? AlgoWords.For(algo.State));
        wire.Json.WriteString("side", terms.Side);
        wire.Id("algo_id", algo.AlgoId);
        if (terms.ClientAlgoId is { } clientId)
        {
            wire.Id("algo_client_order_id", clientId);
        }

        wire.Json.WriteString("contract_code", terms.ContractCode);
        wire.Json.WriteString("position_side", terms.PositionSide);
        wire.Json.WriteString("margin_mode", terms.MarginMode);
        wire.OrderTime("created_time", algo.CreatedAt);
        wire.OrderTime("updated_time", algo.UpdatedAt);
        wire.Json.WriteString("order_source", terms.Source);
    }

    private static void WriteTerms(WireWriter wire, SandboxAlgoTemplate terms)
    {
        switch (terms.Type)
        {
            case SandboxAlgoType.Trigger:
                WriteTrigger(wire, terms);
                break;
            case SandboxAlgoType.TrailingStop:
                WriteTrailing(wire, terms);
                break;
            default:
                WriteStops(wire, terms);
                break;
        }
    }

    private static void WriteStops(WireWriter wire, SandboxAlgoTemplate terms)
    {
        if (terms.Profit is { } profit)
        {
            wire.Stop("tp", profit);
        }

        if (terms.Loss is { } loss)
        {
            wire.Stop("sl", loss);
        }
    }

    /// <summary>Not recorded; the members are those of two clients (desk facts 1.3).</summary>
    private static void WriteTrigger(WireWriter wire, SandboxAlgoTemplate terms)
    {
        wire.Decimal("trigger_price", terms.TriggerPrice);
        wire.Json.WriteString("trigger_price_type", terms.TriggerPriceType);
        if (terms.PriceMatch is { } match)
        {
            wire.Json.WriteString("price_match", match);
        }
        else
        {
            wire.Decimal("price", terms.Price);
        }

        if (wire.Options.TriggersShowReduceOnly)
        {
            wire.Flag("reduce_only", terms.ReduceOnly);
        }
    }

    private static void WriteTrailing(WireWriter wire, SandboxAlgoTemplate terms)
    {
        if (terms.ActivePrice is { } active)
        {
            wire.Decimal("active_price", active);
        }

        wire.Decimal("callback_rate", terms.CallbackRate);
        wire.Flag("reduce_only", terms.ReduceOnly);
        wire.Json.WriteString("order_price_type", terms.OrderPriceType);
    }

    /// <summary>What it placed, as that stands now. Not recorded either.</summary>
    private static void WriteChild(WireWriter wire, BookedAlgo algo)
    {
        SandboxOrder child = algo.Child!.View;
        wire.Id("relation_order_id", child.OrderId);
        wire.Decimal("actual_volume", child.FilledVolume);
        wire.Decimal("actual_price", child.AveragePrice);
        wire.OrderTime("actual_time", child.UpdatedAt);
    }
}
