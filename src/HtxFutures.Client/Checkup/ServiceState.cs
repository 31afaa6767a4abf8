using System.Text.Json;
using HtxFutures.Json;

namespace HtxFutures.Checkup;

/// <summary>Whether the exchange's USDT-M futures are in service, as its heartbeat page says (facts 3.3).</summary>
/// <param name="IsUp">Null where the page does not say.</param>
/// <param name="RecoversAt">When it expects to be back, on its clock; null where it does not say.</param>
internal readonly record struct ServiceState(bool? IsUp, DateTimeOffset? RecoversAt)
{
    private const string Heartbeat = "linear_swap_heartbeat";
    private const string Recovery = "linear_swap_estimated_recovery_time";

    /// <summary>Reads the page's data; what cannot be read, or says two things, says nothing.</summary>
    public static ServiceState Read(ReadOnlySpan<byte> data)
    {
        try
        {
            var reader = new Utf8JsonReader(data);
            return !data.IsEmpty && reader.Read() && reader.TokenType == JsonTokenType.StartObject ? ReadMembers(ref reader) : default;
        }
        catch (InvalidOperationException)
        {
            return default; // a text with half a surrogate pair
        }
    }

    private static ServiceState ReadMembers(ref Utf8JsonReader reader)
    {
        var state = default(ServiceState);
        var met = new HashSet<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (name is not (Heartbeat or Recovery))
            {
                reader.Skip();
            }
            else if (!met.Add(name))
            {
                return default;
            }
            else if (name == Heartbeat)
            {
                state = state with { IsUp = WireValue.Boolean(ref reader) };
            }
            else
            {
                state = state with { RecoversAt = WireValue.Time(ref reader) };
            }
        }

        return state;
    }
}
