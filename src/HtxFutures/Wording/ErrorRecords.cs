using System.Management.Automation;

namespace HtxFutures.Wording;

/// <summary>Makes PowerShell's error records: a stable id, a true category, the item as target, and the remedy, which PowerShell shows below the text.</summary>
internal static class ErrorRecords
{
    // PowerShell 7.4 does not show it: there it has to be part of the text to be seen.
    private static readonly bool s_showsRemedy = typeof(PSObject).Assembly.GetName().Version >= new Version(7, 5);

    public static ErrorRecord From(HtxException failure, object? target)
    {
        var record = new ErrorRecord(failure, $"Htx{failure.Kind}", Category(failure.Kind), target);
        if (GuidanceWords.Of(failure.Guidance) is { } advice)
        {
            record.ErrorDetails = new ErrorDetails(s_showsRemedy ? failure.Message : $"{failure.Message} {advice}") { RecommendedAction = advice };
        }

        return record;
    }

    public static ErrorCategory Category(HtxErrorKind kind) => kind switch
    {
        HtxErrorKind.NotConnected or HtxErrorKind.NetworkError => ErrorCategory.ConnectionError,
        HtxErrorKind.AuthenticationFailed or HtxErrorKind.ClockSkew => ErrorCategory.AuthenticationError,
        HtxErrorKind.PermissionDenied => ErrorCategory.PermissionDenied,
        HtxErrorKind.OrderNotFound => ErrorCategory.ObjectNotFound,
        HtxErrorKind.InvalidParameter => ErrorCategory.InvalidArgument,
        HtxErrorKind.RateLimited => ErrorCategory.LimitsExceeded,
        HtxErrorKind.Unavailable => ErrorCategory.ResourceUnavailable,
        HtxErrorKind.Blocked => ErrorCategory.SecurityError,
        HtxErrorKind.UnexpectedResponse => ErrorCategory.InvalidResult,
        HtxErrorKind.OutcomeUnknown or HtxErrorKind.WaitTimeout => ErrorCategory.OperationTimeout,
        _ => ErrorCategory.InvalidOperation,
    };
}
