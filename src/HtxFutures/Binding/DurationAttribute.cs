using System.Globalization;
using System.Management.Automation;

namespace HtxFutures.Binding;

/// <summary>
/// Takes a span of time as a TimeSpan or as text that names its unit, and no bare number: PowerShell makes ticks of
/// <c>3600</c> and days of <c>'90'</c>, and who writes either means seconds more often than not.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class DurationAttribute : ArgumentTransformationAttribute
{
    private const string Remedy = "Write it with its unit: 90s, 30m, 2h, 3d, 0:30:00 or (New-TimeSpan -Minutes 30).";

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? bare = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (bare is null or TimeSpan)
        {
            return bare;
        }

        // 90s and 3d are numbers to PowerShell, an Int16 and a decimal. What was typed is still with the object that holds
        // the number, as long as nothing takes it out.
        string text = bare as string ?? (IsNumber(bare) ? Typed(inputData!) : throw Refused($"A {bare.GetType().Name} is no span of time."));
        if (DurationText.TryParse(text, out TimeSpan span))
        {
            return span;
        }

        throw Refused(decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? Unitless(bare, text, number) : Unreadable(text));
    }

    private static string Typed(object number) => Convert.ToString(number, CultureInfo.InvariantCulture)!;

    private static string Unitless(object value, string text, decimal number) => value is string
        ? $"'{text}' names no unit: PowerShell would take it for {text} days, and {text} seconds may be meant."
        : string.Create(CultureInfo.InvariantCulture, $"{text} names no unit: PowerShell would take it for ticks, so for {number / TimeSpan.TicksPerSecond:0.#######} s, and {text} seconds may be meant.");

    private static string Unreadable(string text) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan other)
        ? $"'{text}' can be read in more than one way: PowerShell would take it for {InWords(other)}."
        : $"'{text}' is no span of time, or too long a one.";

    private static string InWords(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.Days} d {span.Hours} h {span.Minutes} min {span.Seconds} s");

    private static bool IsNumber(object value) => Type.GetTypeCode(value.GetType()) is >= TypeCode.SByte and <= TypeCode.Decimal && value is not Enum;

    private static ArgumentTransformationMetadataException Refused(string why) => new($"{why} {Remedy}");
}
