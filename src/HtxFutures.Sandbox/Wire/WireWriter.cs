using System.Globalization;
using System.Text.Json;
using HtxFutures.Sandbox.Codes;

namespace HtxFutures.Sandbox.Wire;

/// <summary>Writes JSON members in the types that the options ask for.</summary>
internal sealed class WireWriter(Utf8JsonWriter json, SandboxOptions options)
{
    public Utf8JsonWriter Json => json;

    public SandboxOptions Options => options;

    public void Code(int code, string name = "code")
    {
        if (options.CodeAsText)
        {
            json.WriteString(name, code.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteNumber(name, code);
        }
    }

    public void Message(string name, int code, string? field) =>
        json.WriteString(name, ReplyText.For(code, field, options.ChineseMessages));

    public void Id(string name, string? id)
    {
        if (options.IdsAsNumbers && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteString(name, id);
        }
    }

    /// <summary>The ids of an order that a command was accepted for (facts 2.1).</summary>
    public void Ids(SandboxOrder order)
    {
        json.WriteStartObject();
        Id("order_id", order.OrderId);
        Id("client_order_id", order.ClientOrderId);
        json.WriteEndObject();
    }

    public void Decimal(string name, decimal value) =>
        json.WriteString(name, value.ToString("0.############################", CultureInfo.InvariantCulture));

    /// <summary>A leg of a take-profit or stop-loss, with tp or sl before the names (desk facts 1.3).</summary>
    public void Stop(string leg, SandboxStop stop)
    {
        Decimal($"{leg}_trigger_price", stop.TriggerPrice);
        Decimal($"{leg}_order_price", stop.OrderPrice);
        json.WriteString($"{leg}_type", stop.Type);
        json.WriteString($"{leg}_trigger_price_type", stop.PriceType);
    }

    public void Flag(string name, bool value)
    {
        if (options.EmptyBooleans)
        {
            json.WriteString(name, string.Empty);
        }
        else
        {
            json.WriteBoolean(name, value);
        }
    }

    public void OrderTime(string name, DateTimeOffset time)
    {
        switch (options.TimeShape)
        {
            case TimeShape.Number:
                json.WriteNumber(name, time.ToUnixTimeMilliseconds());
                break;
            case TimeShape.Empty:
                json.WriteString(name, string.Empty);
                break;
            default:
                Milliseconds(name, time);
                break;
        }
    }

    /// <summary>Milliseconds since 1970, as text.</summary>
    public void Milliseconds(string name, DateTimeOffset time) =>
        json.WriteString(name, time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    /// <summary>A member that nobody expects, when the options ask for it.</summary>
    public void UnknownMember()
    {
        if (options.UnknownMembers)
        {
            json.WriteStartObject("member_of_tomorrow");
            json.WriteStartArray("values");
            json.WriteNumberValue(1);
            json.WriteNullValue();
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }
}
