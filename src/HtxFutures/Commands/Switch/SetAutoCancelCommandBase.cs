using HtxFutures.Running;
using HtxFutures.Running.Accounts;

namespace HtxFutures.Commands;

/// <summary>A cmdlet that sets the exchange's dead-man's switch of accounts, on or off.</summary>
public abstract class SetAutoCancelCommandBase : HtxSessionCommandBase
{
    /// <inheritdoc/>
    private protected sealed override bool Asks => true;

    /// <summary>What it does, for who has to agree to it.</summary>
    private protected abstract string Action { get; }

    /// <summary>Sets it.</summary>
    private protected abstract Task<HtxAutoCancel> SetAsync(SwitchDesk desk);

    /// <summary>Called when it was set: tells what there is to know of it.</summary>
    private protected virtual void TellSet(AccountAtWork account)
    {
    }

    /// <inheritdoc/>
    private protected sealed override IEnumerable<AccountAtWork> Agreed(IReadOnlyList<AccountAtWork> accounts) =>
        ShouldProcess(string.Join("; ", accounts.Select(account => $"session '{account.Name}' (account {account.Session.AccessKey})")), Action) ? accounts : [];

    /// <inheritdoc/>
    private protected sealed override async IAsyncEnumerable<Action> Act(AccountAtWork account)
    {
        HtxAutoCancel? state = null;
        HtxException? failure = null;
        try
        {
            state = await account.Journal.SetAsync(SetAsync(account.Client.Switch.HeardBy(account.Messages))).ConfigureAwait(false);
        }
        catch (HtxException caught)
        {
            failure = caught;
        }

        yield return () => Tell(account, state, failure);
    }

    private void Tell(AccountAtWork account, HtxAutoCancel? state, HtxException? failure)
    {
        account.Session.Journal.Flush();
        if (failure is not null)
        {
            WriteFailure(failure, account.Session);
        }

        WriteSessionWarnings(account);
        if (state is not null)
        {
            WriteObject(state);
            TellSet(account);
        }
    }
}
