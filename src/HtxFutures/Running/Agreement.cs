using System.Management.Automation;
using System.Management.Automation.Host;
using HtxFutures.Wording;

namespace HtxFutures.Running;

/// <summary>Has the user agree to what is about to be done, as -Confirm, -WhatIf, -Force and the preferences say.</summary>
/// <param name="cmdlet">The cmdlet that asks.</param>
/// <param name="action">What it is about to do.</param>
internal sealed class Agreement(PSCmdlet cmdlet, string action)
{
    private bool? _goesWithoutAsking;

    /// <summary>
    /// Asks about one of many, unless that goes without asking. PowerShell says a line for each of them with -Verbose; here
    /// that is one for debugging, since among thousands the lines of the requests would be lost.
    /// </summary>
    /// <param name="target">What it is about to be done to.</param>
    public bool AskOfMany(Func<string> target)
    {
        if (_goesWithoutAsking ??= GoesWithoutAsking())
        {
            return true;
        }

        string text = target();
        if (IsHeard("Debug") && !IsHeard("Verbose"))
        {
            cmdlet.WriteDebug(Performing(text));
        }

        return cmdlet.ShouldProcess(text, action);
    }

    /// <summary>Whether anybody is asked, or shown, what is about to be done.</summary>
    /// <param name="force">Whether -Force is given.</param>
    public bool IsAsked(bool force) => !force || IsOn("Confirm", null) || IsOn("WhatIf", "WhatIfPreference");

    /// <summary>Asks about much at once, unless it is not to be asked.</summary>
    /// <param name="target">What it is about to be done to.</param>
    /// <param name="force">Whether -Force is given. It only takes the question away: -WhatIf still only shows, and -Confirm still asks.</param>
    /// <param name="undone">What is said where nobody can be asked, and so nothing is done.</param>
    public bool Ask(string target, bool force, string undone)
    {
        // The question must not be taken away by lowering $ConfirmPreference, which is the caller's.
        if (!IsAsked(force))
        {
            cmdlet.WriteVerbose(Performing(target));
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

    // Only where PowerShell surely would not ask: up to 7.5 it does with -Debug, and the impact of what is done to one is medium.
    private bool GoesWithoutAsking() =>
        !IsOn("WhatIf", "WhatIfPreference")
        && !IsHeard("Debug")
        && (cmdlet.MyInvocation.BoundParameters.ContainsKey("Confirm") ? !IsOn("Confirm", null) : AsksForHighImpactAlone());

    private bool AsksForHighImpactAlone() =>
        LanguagePrimitives.TryConvertTo(cmdlet.GetVariableValue("ConfirmPreference"), out ConfirmImpact least) && least is ConfirmImpact.None or ConfirmImpact.High;

    private string Performing(string target) => $"Performing the operation \"{action}\" on target \"{target}\".";

    private bool IsOn(string parameter, string? preference) => cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out object? value)
        ? LanguagePrimitives.IsTrue(value)
        : preference is not null && LanguagePrimitives.IsTrue(cmdlet.GetVariableValue(preference));

    private bool IsHeard(string stream) => cmdlet.MyInvocation.BoundParameters.TryGetValue(stream, out object? value)
        ? LanguagePrimitives.IsTrue(value)
        : !LanguagePrimitives.TryConvertTo(cmdlet.GetVariableValue($"{stream}Preference"), out ActionPreference wanted)
            || wanted is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
}
