using System.Management.Automation;

namespace HtxFutures.Sessions;

/// <summary>
/// Closes the sessions of a runspace when the module leaves it, which wipes their secrets. A script that begins with
/// <c>Import-Module -Force</c> does so too, behind the back of whoever has a dead-man's switch renewed.
/// </summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (StaysLoaded(psModuleInfo))
        {
            return;
        }

        // All first: a warning may end what it is written from ($WarningPreference).
        List<string> warnings = [.. SessionStore.Current.Open.Select(SessionEnd.Close).OfType<string>()];
        warnings.ForEach(Warn);
    }

    /// <summary>Whether another copy of the module, in the same runspace, works with the same assembly, and so with the same sessions.</summary>
    private static bool StaysLoaded(PSModuleInfo leaving) => ScriptBlock.Create(@"Microsoft.PowerShell.Core\Get-Module -All").Invoke()
        .Select(module => module.BaseObject)
        .OfType<PSModuleInfo>()
        .Any(module => !ReferenceEquals(module, leaving) && module.ImplementingAssembly == typeof(ModuleCleanup).Assembly);

    // There is no cmdlet here to write through; a script block writes through the one that removes the module.
    private static void Warn(string text)
    {
        try
        {
            ScriptBlock.Create(@"param($text) Microsoft.PowerShell.Utility\Write-Warning -Message $text").Invoke(text);
        }
        catch (RuntimeException)
        {
            // The user's preference makes an error of it, which has shown the text; the removal must not end halfway.
        }
    }
}
