using System.Management.Automation;
using HtxFutures.Running;
using HtxFutures.Running.Accounts;

namespace HtxFutures.Commands;

/// <summary>Shows the request budgets of accounts, without sending anything to the exchange.</summary>
[Cmdlet(VerbsCommon.Get, "HtxRateLimit")]
[OutputType(typeof(HtxRequestBudget))]
public sealed class GetHtxRateLimitCommand : HtxSessionCommandBase
{
    /// <inheritdoc/>
    private protected override async IAsyncEnumerable<Action> Act(AccountAtWork account)
    {
        // What others have done since is known where the budget is shared.
        await account.Client.AskRequestBudgetsAsync().ConfigureAwait(false);
        yield return () =>
        {
            foreach (HtxRequestBudget budget in account.Client.GetRequestBudgets())
            {
                WriteObject(budget);
            }

            WriteSessionWarnings(account);
        };
    }
}
