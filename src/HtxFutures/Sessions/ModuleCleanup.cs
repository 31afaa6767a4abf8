using System.Management.Automation;

namespace HtxFutures.Sessions;

/// <summary>Closes the sessions of a runspace when the module is removed from it, which wipes their secrets.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        foreach (HtxSession session in SessionStore.Current.Open)
        {
            SessionStore.Current.Remove(session);
            session.Close();
        }
    }
}
