using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace HtxFutures;

/// <summary>
/// What collectors can watch: an <see cref="ActivitySource"/> and a <see cref="Meter"/>, both named
/// <see cref="SourceName"/>. Names and tags follow OpenTelemetry's conventions for HTTP clients where these have one.
/// Neither holds a key, a signature or a query.
/// </summary>
public static class HtxTelemetry
{
    /// <summary>The name of the source of traces, and of the meter.</summary>
    public const string SourceName = "HtxFutures";

    private static readonly string s_version = typeof(HtxTelemetry).Assembly.GetName().Version!.ToString(3);

    /// <summary>Where traces come from.</summary>
    internal static ActivitySource Source { get; } = new(SourceName, s_version);

    /// <summary>Where metrics come from. What is counted, those know who count it.</summary>
    internal static Meter Meter { get; } = new(SourceName, s_version);
}
