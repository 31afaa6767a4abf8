using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>POST /v5/trade/cancel-after, the dead-man's switch (facts 2.4).</summary>
internal static class CancelAfter
{
    private const long ShortestMilliseconds = 5000;
    private const long LongestMilliseconds = 365L * 24 * 3600 * 1000;

    private static readonly IReadOnlyList<string> s_switch = ["0", "1"];

    public static Answer Serve(ApiCall call)
    {
        bool turnsOn = call.Parameters.RequiredChoice("on_off", s_switch) == "1";
        long milliseconds = call.Parameters.Whole(
            "time_out", ShortestMilliseconds, ShortestMilliseconds, LongestMilliseconds);

        DateTimeOffset now = call.Clock.Steady;
        DateTimeOffset? dueAt = turnsOn ? now.AddMilliseconds(milliseconds) : null;
        call.Book.AutoCancelDueAt = dueAt;
        return Answer.Success(wire =>
        {
            wire.Json.WriteStartObject();
            wire.Milliseconds("current_time", call.Clock.Shown(now));
            if (dueAt is { } trigger)
            {
                wire.Milliseconds("trigger_time", call.Clock.Shown(trigger));
            }

            wire.Json.WriteEndObject();
        });
    }
}
