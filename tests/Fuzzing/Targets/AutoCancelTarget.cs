using System.Text.Json;
using HtxFutures.Calls.Answers;
using HtxFutures.Fuzzing.Mutation;
using HtxFutures.Fuzzing.Oracles;
using HtxFutures.Switch;

namespace HtxFutures.Fuzzing.Targets;

/// <summary>The confirmation of the dead-man's switch (<see cref="AutoCancelSetting"/>): its times are the exchange's, within reason, and renewing never waits for longer than was asked for.</summary>
internal static class AutoCancelTarget
{
    private static readonly JsonMutator s_mutator = new(
        [JsonShape.Parse("""{"current_time":"1789716092325","trigger_time":"1789716122325"}"""), JsonShape.Parse("""{"current_time":1789716092325}"""), JsonShape.Parse("""{"current_time":"1789716092325","trigger_time":1789716100000}"""), JsonShape.Parse("[]")], Corpus.AnswerMembers);
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);
    private static readonly DateTimeOffset s_now = DateTimeOffset.FromUnixTimeMilliseconds(1789716090000);

    public static FuzzTarget Target { get; } = new("auto-cancel", Draw, Check, ["no envelope", "as asked", "sooner", "later"]);

    private static byte[] Draw(Random random) => s_mutator.Draw(random, random.Next(6) == 0 ? data => Corpus.Envelope(data).Replace("1789716092325", HostileText.Value(random), StringComparison.Ordinal) : Corpus.Envelope);

    private static string Check(byte[] input)
    {
        if (!EnvelopeReader.TryRead(input, out Envelope envelope))
        {
            return "no envelope";
        }

        (long? current, long? trigger) = Times(input);
        AutoCancelSetting setting = AutoCancelSetting.Read(s_timeout, envelope, s_now, 0, 0);
        AutoCancelSetting off = AutoCancelSetting.Read(null, envelope, s_now, 0, 0);

        long taken = current ?? EnvelopeOracle.Read(input)!.Stamp ?? s_now.ToUnixTimeMilliseconds();
        Property.Same(taken, setting.ExchangeTime.ToUnixTimeMilliseconds(), "it was taken when the answer says, or when it was stamped");
        bool isWithinReason = trigger > taken && trigger - taken <= (long)AutoCancelRequest.Longest.TotalMilliseconds;
        Property.Same(isWithinReason ? trigger : taken + 30_000, setting.TriggersAt?.ToUnixTimeMilliseconds(), "it triggers when the answer says, if that can be, or when it was asked to");
        Property.Require(setting.RenewWithin <= s_timeout, "it is renewed within what was asked for", () => $"{setting.RenewWithin}");
        Property.Require(setting.RenewWithin >= AutoCancelRequest.Shortest, "it is not renewed without a pause", () => $"{setting.RenewWithin}");
        Property.Require(setting.RenewWithin / 3 < setting.Span || setting.Span < AutoCancelRequest.Shortest, "it is renewed before it triggers", () => $"{setting.RenewWithin} of {setting.Span}");
        Property.Same((DateTimeOffset?)null, off.TriggersAt, "off, it does not trigger");
        return setting.Span == s_timeout ? "as asked" : setting.Span < s_timeout ? "sooner" : "later";
    }

    /// <summary>The two times; none where the data contradict themselves.</summary>
    private static (long? Current, long? Trigger) Times(byte[] input)
    {
        try
        {
            if (EnvelopeOracle.Read(input)?.Data is not { ValueKind: JsonValueKind.Object } data)
            {
                return (null, null);
            }

            ILookup<string, JsonElement> members = StrictJson.Members(data, ["current_time"], ["trigger_time"]);
            return (members.Find("current_time").Stamp(), members.Find("trigger_time").Stamp());
        }
        catch (UnreadableException)
        {
            return (null, null);
        }
    }
}
