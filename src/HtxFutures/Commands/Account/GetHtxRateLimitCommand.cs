using System.Management.Automation;
using HtxFutures.Running;
using HtxFutures.Running.Accounts;

namespace HtxFutures.Commands;

/// <summary>Shows the request budgets of accounts, without sending anything.</summary>
[Cmdlet(VerbsCommon.Get, "HtxRateLimit")]
[OutputType(typeof(HtxRequestBudget))]
public sealed class GetHtxRateLimitCommand : HtxSessionCommandBase
{
    /// <inheritdoc/>
    private protected override IAsyncEnumerable<Action> Act(AccountAtWork account) => Step(() =>
    {
        foreach (HtxRequestBudget budget in account.Client.GetRequestBudgets())
        {
            WriteObject(budget);
        }
    });
}
