using System.Text.Json;
using HtxFutures.Json;

namespace HtxFutures.Checkup;

/// <summary>Whether the exchange's USDT-M futures are in service, as its heartbeat page says (facts 3.3).</summary>
/// <param name="IsUp">Null where the page does not say.</param>
/// <param name="RecoversAt">When it expects to be back, on its clock; null where it does not say.</param>
internal readonly record struct ServiceState(bool? IsUp, DateTimeOffset? RecoversAt)
{
    /// <summary>Reads the page's data; what cannot be read says nothing.</summary>
    public static ServiceState Read(ReadOnlySpan<byte> data)
    {
        try
        {
            return data.IsEmpty ? default : ReadMembers(data);
        }
        catch (InvalidOperationException)
        {
            return default; // a text with half a surrogate pair
        }
    }

    private static ServiceState ReadMembers(ReadOnlySpan<byte> data)
    {
        var state = default(ServiceState);
        var reader = new Utf8JsonReader(data);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            switch (name)
            {
                case "linear_swap_heartbeat": state = state with { IsUp = WireValue.Boolean(ref reader) }; break;
                case "linear_swap_estimated_recovery_time": state = state with { RecoversAt = WireValue.Time(ref reader) }; break;
                default: reader.Skip(); break;
            }
        }

        return state;
    }
}
