using System.Management.Automation;
using HtxFutures.Running;

namespace HtxFutures.Commands;

/// <summary>Shows the account's request budgets, without sending anything.</summary>
[Cmdlet(VerbsCommon.Get, "HtxRateLimit")]
[OutputType(typeof(HtxRequestBudget))]
public sealed class GetHtxRateLimitCommand : HtxSessionCommandBase
{
    /// <inheritdoc/>
    private protected override void Act() => WriteObject(Client.GetRequestBudgets(), enumerateCollection: true);
}
