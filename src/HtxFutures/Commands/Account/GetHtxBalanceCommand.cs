using System.Management.Automation;
using HtxFutures.Running;
using HtxFutures.Running.Accounts;

namespace HtxFutures.Commands;

/// <summary>Shows what an account has, and what of it is bound.</summary>
[Cmdlet(VerbsCommon.Get, "HtxBalance")]
[OutputType(typeof(HtxBalance))]
public sealed class GetHtxBalanceCommand : HtxSessionCommandBase
{
    /// <inheritdoc/>
    private protected override async IAsyncEnumerable<Action> Act(AccountAtWork account)
    {
        HtxBalance balance = await account.Client.Balance.HeardBy(account.Messages).ReadAsync(StopToken).ConfigureAwait(false);
        yield return () => Write(account, balance);
    }

    private void Write(AccountAtWork account, HtxBalance balance)
    {
        WriteObject(balance);
        if (balance is { State: not AccountState.Normal, RawState: { } state })
        {
            WriteWarning($"HTX session '{account.Name}': the exchange shows the account as {state}, which is not normal.");
        }

        if (balance.Ambiguity is { } ambiguity)
        {
            WriteWarning($"HTX session '{account.Name}': {ambiguity} Each currency stands in Currencies.");
        }
    }
}
