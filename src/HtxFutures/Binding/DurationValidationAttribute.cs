using System.Management.Automation;

namespace HtxFutures.Binding;

/// <summary>Refuses a negative span of time, zero unless allowed, and one that is too short or too long.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class DurationValidationAttribute : ValidateArgumentsAttribute
{
    /// <summary>Whether zero is allowed.</summary>
    public bool AllowZero { get; set; }

    /// <summary>The shortest span, in seconds; 0 for any.</summary>
    public int LeastSeconds { get; set; }

    /// <summary>The longest span, in seconds; 0 for any.</summary>
    public int MostSeconds { get; set; }

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        object value = arguments is PSObject wrapped ? wrapped.BaseObject : arguments;
        if (value is not TimeSpan span)
        {
            return;
        }

        if (span < TimeSpan.Zero || (span == TimeSpan.Zero && !AllowZero))
        {
            throw new ValidationMetadataException($"The time span {span} must be {(AllowZero ? "zero or more" : "more than zero")}.");
        }

        if (span < TimeSpan.FromSeconds(LeastSeconds))
        {
            throw new ValidationMetadataException($"The time span {span} must be {LeastSeconds} s or more.");
        }

        if (MostSeconds > 0 && span > TimeSpan.FromSeconds(MostSeconds))
        {
            throw new ValidationMetadataException($"The time span {span} must be {TimeSpan.FromSeconds(MostSeconds):c} or less.");
        }
    }
}
