using System.Management.Automation;
using HtxFutures.Wording;

namespace HtxFutures.Runbooks;

/// <summary>Something that went wrong in a runbook, as its summary tells it.</summary>
public sealed record RunbookFailure
{
    /// <summary>What sort of order it is about, Order or AlgoOrder; null where it is about none.</summary>
    public string? Kind { get; init; }

    /// <summary>The contract of the order that it is about; null where it is about none.</summary>
    public string? ContractCode { get; init; }

    /// <summary>The order that it is about; null where it is about none.</summary>
    public string? OrderId { get; init; }

    /// <summary>What the order's cancel came to; null where it came to nothing.</summary>
    public string? Outcome { get; init; }

    /// <summary>The error's id, such as HtxAuthenticationFailed; null where there was no error.</summary>
    public string? ErrorId { get; init; }

    /// <summary>What is wrong.</summary>
    public required string Message { get; init; }

    /// <summary>What can be done about it; null where there is nothing to say.</summary>
    public string? RecommendedAction { get; init; }

    /// <summary>What is known of the state that it leaves.</summary>
    internal RunbookVerdict Verdict { get; init; } = RunbookVerdict.Unknown;

    internal static RunbookFailure From(ErrorRecord error, RunbookVerdict verdict)
    {
        // What a method throws comes wrapped.
        ErrorRecord record = error.Exception is MethodInvocationException { InnerException: HtxException own } ? ErrorRecords.From(own, null) : error;
        return new RunbookFailure
        {
            ErrorId = record.FullyQualifiedErrorId.Split(',')[0],
            Message = record.Exception.Message,
            RecommendedAction = record.ErrorDetails?.RecommendedAction,
            Verdict = verdict,
        };
    }
}
