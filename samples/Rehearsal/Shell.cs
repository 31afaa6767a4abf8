using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace HtxFutures.Rehearsal;

/// <summary>A PowerShell in this process, with the module loaded and this console as its host.</summary>
internal sealed class Shell : IDisposable
{
    private readonly ShellHost _host;
    private readonly Runspace _runspace;

    private Shell(ShellHost host, Runspace runspace)
    {
        _host = host;
        _runspace = runspace;
    }

    /// <param name="module">The module's manifest.</param>
    public static Shell Open(string module)
    {
        var host = new ShellHost();
        Runspace runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());
        runspace.Open();
        var shell = new Shell(host, runspace);
        try
        {
            using PowerShell import = PowerShell.Create(runspace);
            import.AddCommand("Import-Module").AddParameter("Name", WildcardPattern.Escape(module)).AddParameter("ErrorAction", ActionPreference.Stop).Invoke();
            return shell;
        }
        catch
        {
            shell.Dispose();
            throw;
        }
    }

    /// <summary>Runs a command as if it was typed: prompt and command first, then all that it writes.</summary>
    public void Type(string command)
    {
        _host.Screen.WritePrompt(command);
        using PowerShell typed = PowerShell.Create(_runspace);
        typed.AddScript(command).Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        typed.AddCommand("Out-Default").Invoke();
    }

    /// <summary>Runs a command that nobody sees.</summary>
    public PSObject Ask(string command)
    {
        using PowerShell unseen = PowerShell.Create(_runspace);
        return unseen.AddScript(command).Invoke().Single();
    }

    /// <summary>Says what comes next.</summary>
    public void Say(string text) => _host.Screen.WriteRemark(text);

    public void Dispose() => _runspace.Dispose();
}
