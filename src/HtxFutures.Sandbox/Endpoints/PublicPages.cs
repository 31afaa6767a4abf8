using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>The unsigned GETs about the exchange itself (facts 3.3).</summary>
internal static class PublicPages
{
    public const string Timestamp = "/api/v1/timestamp";
    public const string Heartbeat = "/heartbeat/";

    // Of the real heartbeat it is known that its stamp is years old, not which it is.
    private static readonly DateTimeOffset s_stoppedAt = new(2019, 8, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly IReadOnlyList<string> s_products = ["", "swap_", "linear_swap_"];

    public static SandboxReply ShowTimestamp(ReplyWriter reply) => reply.Page();

    public static SandboxReply ShowHeartbeat(ReplyWriter reply, bool inMaintenance, DateTimeOffset? recovery, bool standsStill) =>
        reply.Page(json =>
        {
            json.WriteStartObject("data");
            foreach (string product in s_products)
            {
                json.WriteNumber($"{product}heartbeat", inMaintenance ? 0 : 1);
                string name = $"{product}estimated_recovery_time";
                if (inMaintenance && recovery is { } time)
                {
                    json.WriteNumber(name, time.ToUnixTimeMilliseconds());
                }
                else
                {
                    json.WriteNull(name);
                }
            }

            json.WriteEndObject();
        }, standsStill ? s_stoppedAt : null);
}
