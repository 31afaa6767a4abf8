using System.Management.Automation;
using System.Management.Automation.Host;
using HtxFutures.Wording;

namespace HtxFutures.Running;

/// <summary>Has the user agree to what concerns much at once, as -Confirm, -WhatIf, -Force and the preferences say.</summary>
/// <param name="cmdlet">The cmdlet that asks.</param>
/// <param name="action">What it is about to do.</param>
internal sealed class Agreement(PSCmdlet cmdlet, string action)
{
    /// <summary>Asks, unless it is not to be asked.</summary>
    /// <param name="target">What it is about to be done to.</param>
    /// <param name="force">Whether -Force is given. It only takes the question away: -WhatIf still only shows, and -Confirm still asks.</param>
    /// <param name="undone">What is said where nobody can be asked, and so nothing is done.</param>
    public bool Ask(string target, bool force, string undone)
    {
        // The question must not be taken away by lowering $ConfirmPreference, which is the caller's.
        if (force && !IsOn("Confirm", null) && !IsOn("WhatIf", "WhatIfPreference"))
        {
            cmdlet.WriteVerbose($"Performing the operation \"{action}\" on target \"{target}\".");
            return true;
        }

        try
        {
            return cmdlet.ShouldProcess(target, action);
        }
        catch (Exception failure) when (failure is PSInvalidOperationException or HostException or NotImplementedException)
        {
            var nobody = new HtxException(HtxErrorKind.InvalidParameter, $"Nobody can be asked to agree, since this PowerShell is not interactive. {undone}", failure)
            {
                Advice = "Unattended, give -Force.",
            };
            cmdlet.ThrowTerminatingError(ErrorRecords.From(nobody, null));
            return false;
        }
    }

    private bool IsOn(string parameter, string? preference) => cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out object? value)
        ? LanguagePrimitives.IsTrue(value)
        : preference is not null && LanguagePrimitives.IsTrue(cmdlet.GetVariableValue(preference));
}
