using System.Management.Automation;
using HtxFutures.Running;
using HtxFutures.Running.Accounts;

namespace HtxFutures.Commands;

/// <summary>Shows in one row what can still trade or move an account.</summary>
[Cmdlet(VerbsCommon.Get, "HtxExposure")]
[OutputType(typeof(HtxExposure))]
public sealed class GetHtxExposureCommand : HtxSessionCommandBase
{
    /// <inheritdoc/>
    private protected override async IAsyncEnumerable<Action> Act(AccountAtWork account)
    {
        HtxExposure exposure = await account.Client.Exposure.HeardBy(account.Messages).ReadAsync(StopToken).ConfigureAwait(false);
        yield return () => Write(account, exposure);
    }

    private void Write(AccountAtWork account, HtxExposure exposure)
    {
        WriteObject(exposure);
        if (exposure.Ambiguity is { } ambiguity)
        {
            WriteWarning($"HTX session '{account.Name}': {ambiguity} Get-HtxBalance shows each currency.");
        }

        foreach (HtxException failure in exposure.Failures)
        {
            WriteFailure(failure, exposure);
        }
    }
}
