using System.Management.Automation;
using HtxFutures.Running;

namespace HtxFutures.Commands;

/// <summary>Shows in one row what can still trade or move an account.</summary>
[Cmdlet(VerbsCommon.Get, "HtxExposure")]
[OutputType(typeof(HtxExposure))]
public sealed class GetHtxExposureCommand : HtxSessionCommandBase
{
    /// <inheritdoc/>
    private protected override void Act()
    {
        ExposureDesk desk = Client.Exposure.HeardBy(Messages);
        HtxExposure exposure = Await(desk.ReadAsync);
        WriteObject(exposure);
        if (exposure.Ambiguity is { } ambiguity)
        {
            WriteWarning($"HTX session '{CurrentSession.Name}': {ambiguity} Get-HtxBalance shows each currency.");
        }

        foreach (HtxException failure in exposure.Failures)
        {
            WriteFailure(failure, exposure);
        }
    }
}
