using System.Management.Automation;

namespace HtxFutures.Binding;

/// <summary>Refuses a negative span of time, and zero unless allowed.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class DurationValidationAttribute : ValidateArgumentsAttribute
{
    /// <summary>Whether zero is allowed.</summary>
    public bool AllowZero { get; set; }

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        object value = arguments is PSObject wrapped ? wrapped.BaseObject : arguments;
        if (value is TimeSpan span && (span < TimeSpan.Zero || (span == TimeSpan.Zero && !AllowZero)))
        {
            throw new ValidationMetadataException($"The time span {span} must be {(AllowZero ? "zero or more" : "more than zero")}.");
        }
    }
}
