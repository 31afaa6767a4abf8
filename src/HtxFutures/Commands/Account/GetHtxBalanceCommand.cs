using System.Management.Automation;
using HtxFutures.Running;

namespace HtxFutures.Commands;

/// <summary>Shows what an account has, and what of it is bound.</summary>
[Cmdlet(VerbsCommon.Get, "HtxBalance")]
[OutputType(typeof(HtxBalance))]
public sealed class GetHtxBalanceCommand : HtxSessionCommandBase
{
    /// <inheritdoc/>
    private protected override void Act()
    {
        BalanceDesk desk = Client.Balance.HeardBy(Messages);
        if (AwaitOrWriteError(desk.ReadAsync, CurrentSession.Name) is not { } balance)
        {
            return;
        }

        WriteObject(balance);
        if (balance is { State: not AccountState.Normal, RawState: { } state })
        {
            WriteWarning($"HTX session '{CurrentSession.Name}': the exchange shows the account as {state}, which is not normal.");
        }

        if (balance.Ambiguity is { } ambiguity)
        {
            WriteWarning($"HTX session '{CurrentSession.Name}': {ambiguity} Each currency stands in Currencies.");
        }
    }
}
