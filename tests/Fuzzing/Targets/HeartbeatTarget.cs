using System.Text.Json;
using HtxFutures.Calls.Answers;
using HtxFutures.Checkup;
using HtxFutures.Fuzzing.Mutation;
using HtxFutures.Fuzzing.Oracles;

namespace HtxFutures.Fuzzing.Targets;

/// <summary>The exchange's heartbeat page (<see cref="ServiceState"/>): it is up or down only where it says so, once and plainly.</summary>
internal static class HeartbeatTarget
{
    private static readonly JsonMutator s_mutator = new(
        [JsonShape.Parse("""{"heartbeat":1,"estimated_recovery_time":null,"swap_heartbeat":1,"swap_estimated_recovery_time":null,"linear_swap_heartbeat":1,"linear_swap_estimated_recovery_time":null}"""),
         JsonShape.Parse("""{"heartbeat":1,"linear_swap_heartbeat":0,"linear_swap_estimated_recovery_time":1789716092325}""")], Corpus.AnswerMembers);

    public static FuzzTarget Target { get; } = new("heartbeat", random => s_mutator.Draw(random, Corpus.Envelope), Check, ["no envelope", "up", "down", "says nothing"]);

    private static string Check(byte[] input)
    {
        if (!EnvelopeReader.TryRead(input, out Envelope envelope))
        {
            return "no envelope";
        }

        ServiceState state = ServiceState.Read(envelope.Data.Span);
        (bool? isUp, long? recovers) = Said(input);
        Property.Same(isUp, state.IsUp, "it is up or down where the page says so");
        Property.Same(recovers, state.RecoversAt?.ToUnixTimeMilliseconds(), "it recovers when the page says");
        return state.IsUp switch { true => "up", false => "down", _ => "says nothing" };
    }

    private static (bool? IsUp, long? Recovers) Said(byte[] input)
    {
        try
        {
            if (EnvelopeOracle.Read(input)?.Data is not { ValueKind: JsonValueKind.Object } data)
            {
                return (null, null);
            }

            ILookup<string, JsonElement> members = StrictJson.Members(data, ["linear_swap_heartbeat"], ["linear_swap_estimated_recovery_time"]);
            return (members.Find("linear_swap_heartbeat").YesOrNo(), members.Find("linear_swap_estimated_recovery_time").Stamp());
        }
        catch (UnreadableException)
        {
            return (null, null);
        }
    }
}
