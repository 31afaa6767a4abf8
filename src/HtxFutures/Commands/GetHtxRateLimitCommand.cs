using System.Management.Automation;

namespace HtxFutures.Commands;

/// <summary>Shows the account's request budgets, without sending anything.</summary>
[Cmdlet(VerbsCommon.Get, "HtxRateLimit")]
[OutputType(typeof(HtxRequestBudget))]
public sealed class GetHtxRateLimitCommand : HtxSessionCommandBase
{
    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(Client.GetRequestBudgets(), enumerateCollection: true);
}
