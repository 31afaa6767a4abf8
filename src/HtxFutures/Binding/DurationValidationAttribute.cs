using System.Management.Automation;

namespace HtxFutures.Binding;

/// <summary>Refuses a negative span of time, zero unless allowed, and one that is too short.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class DurationValidationAttribute : ValidateArgumentsAttribute
{
    /// <summary>Whether zero is allowed.</summary>
    public bool AllowZero { get; set; }

    /// <summary>The shortest span, in seconds; 0 for any.</summary>
    public int LeastSeconds { get; set; }

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        object value = arguments is PSObject wrapped ? wrapped.BaseObject : arguments;
        if (value is TimeSpan span && (span < TimeSpan.Zero || (span == TimeSpan.Zero && !AllowZero)))
        {
            throw new ValidationMetadataException($"The time span {span} must be {(AllowZero ? "zero or more" : "more than zero")}.");
        }

        if (value is TimeSpan given && given < TimeSpan.FromSeconds(LeastSeconds))
        {
            // -Timeout 30 arrives as thirty ticks.
            throw new ValidationMetadataException($"The time span {given} must be {LeastSeconds} s or more. A plain number counts ticks of 100 ns: write half a minute as 0:0:30.");
        }
    }
}
