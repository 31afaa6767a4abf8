using System.Management.Automation;

namespace HtxFutures.Sessions;

/// <summary>
/// Tells when a pool has taken a runspace back and given it to another script: that clears its variables, one of ours
/// among them. The sessions of the script before must not be the targets of this one.
/// </summary>
internal static class RunspaceMarker
{
    /// <summary>In the global scope, where no module and no function hides it.</summary>
    public const string Variable = "global:HtxFuturesSessions";

    /// <summary>Has the store forget its sessions where the runspace was reset since it was marked; then marks it.</summary>
    public static void Check(SessionState state, SessionStore store)
    {
        object? found = state.PSVariable.GetValue(Variable);
        if (!ReferenceEquals(found is PSObject wrapped ? wrapped.BaseObject : found, store))
        {
            store.Forget("since a pool has reset this runspace, or its variables were removed");
            state.PSVariable.Set(Variable, store);
        }
    }
}
