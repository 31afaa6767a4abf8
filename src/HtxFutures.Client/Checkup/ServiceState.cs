using System.Text.Json;
using HtxFutures.Json;

namespace HtxFutures.Checkup;

/// <summary>Whether the exchange's USDT-M futures are in service, as its heartbeat page says (facts 3.3).</summary>
/// <param name="IsUp">Null where the page does not say.</param>
/// <param name="RecoversAt">When it expects to be back, on its clock; null where it does not say.</param>
internal readonly record struct ServiceState(bool? IsUp, DateTimeOffset? RecoversAt)
{
    /// <summary>Reads the page's data; what cannot be read, or says two things, says nothing.</summary>
    public static ServiceState Read(ReadOnlySpan<byte> data)
    {
        try
        {
            var page = new WireObject(data);
            return page.ReadAlone()
                ? new ServiceState(page.Find("linear_swap_heartbeat").Boolean, page.Find("linear_swap_estimated_recovery_time").Time)
                : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
