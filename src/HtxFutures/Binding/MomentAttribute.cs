using System.Management.Automation;

namespace HtxFutures.Binding;

/// <summary>
/// Takes a moment as a time, as text in ISO order, or as a span before now. Other text is refused: a compiled command
/// would read 03/04/2026 by the culture of whoever runs it.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class MomentAttribute : ArgumentTransformationAttribute
{
    private const string Remedy = "Write the time as 2026-11-25 08:00 (local) or 2026-11-25T08:00Z (UTC), or how long ago it was: 8h, 90s, 3d.";

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? bare = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        switch (bare)
        {
            case null or DateTimeOffset:
                return bare;
            case DateTime time:
                return MomentText.Of(time);
            case string text when MomentText.TryParse(text, out DateTimeOffset moment):
                return moment;
        }

        try
        {
            return Ago((TimeSpan)new DurationAttribute().Transform(engineIntrinsics, inputData)!);
        }
        catch (ArgumentTransformationMetadataException)
        {
            throw new ArgumentTransformationMetadataException($"'{inputData}' is no moment that can be read in one way only. {Remedy}");
        }
    }

    private static DateTimeOffset Ago(TimeSpan span)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        return span.Ticks > now.UtcTicks || span < TimeSpan.Zero
            ? throw new ArgumentTransformationMetadataException($"A moment {span} ago cannot be. {Remedy}")
            : now - span;
    }
}
