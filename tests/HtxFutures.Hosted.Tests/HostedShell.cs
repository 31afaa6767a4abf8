using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace HtxFutures.Tests.Hosted;

/// <summary>An engine in this process with the staged module loaded, and a host that notes what it is asked and shown.</summary>
internal sealed class HostedShell : IDisposable
{
    private readonly Runspace _runspace;

    // What processes share of a request budget lies in the user's data folder; that of whoever runs the tests is no place for it.
    static HostedShell() => Environment.SetEnvironmentVariable("XDG_DATA_HOME", Path.Combine(Path.GetTempPath(), $"htxfutures-hosted-{Environment.ProcessId}"));

    public HostedShell()
    {
        _runspace = RunspaceFactory.CreateRunspace(Host, InitialSessionState.CreateDefault2());
        _runspace.Open();
        Run($"Import-Module '{WildcardPattern.Escape(Path.Combine(Places.ModuleDirectory, "HtxFutures.psd1")).Replace("'", "''", StringComparison.Ordinal)}'");
    }

    public NotingHost Host { get; } = new();

    /// <summary>Sets a variable.</summary>
    public void Set(string name, object value) => _runspace.SessionStateProxy.SetVariable(name, value);

    /// <summary>Runs a script, all of whose streams can be looked at.</summary>
    public Heard Hear(string script)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        ErrorRecord? end = null;
        IReadOnlyList<PSObject> output = [];
        try
        {
            output = [.. shell.Invoke()];
        }
        catch (RuntimeException failure)
        {
            end = failure.ErrorRecord;
        }

        return new Heard(output, [.. shell.Streams.Error], [.. shell.Streams.Warning.Select(record => record.Message)], [.. shell.Streams.Verbose.Select(record => record.Message)], end);
    }

    /// <summary>Runs a script that is to succeed without an error, and returns what it writes.</summary>
    public IReadOnlyList<PSObject> Run(string script)
    {
        Heard heard = Hear(script);
        Assert.Null(heard.End);
        Assert.Empty(heard.Errors);
        return heard.Output;
    }

    /// <summary>Runs a script, and presses Ctrl+C after a while.</summary>
    public void Interrupt(string script, TimeSpan after)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        IAsyncResult run = shell.BeginInvoke();
        run.AsyncWaitHandle.WaitOne(after);
        shell.Stop();
    }

    /// <summary>Runs a script that is to write one thing, and returns it.</summary>
    public T Value<T>(string script) => (T)Run(script).Single().BaseObject;

    /// <summary>Whether a script that is to write one truth writes that it is so.</summary>
    public bool Is(string script) => Value<bool>(script);

    /// <summary>Waits until a script that is to write one truth writes that it is so: what was accepted takes effect some tens of milliseconds later.</summary>
    public void WaitUntil(string script) => Assert.True(SpinWait.SpinUntil(() => Is(script), TimeSpan.FromSeconds(10)), script);

    /// <summary>The first error that a script writes or ends with.</summary>
    public ErrorRecord ErrorOf(string script)
    {
        Heard heard = Hear(script);
        return Assert.IsType<ErrorRecord>(heard.Errors is [ErrorRecord first, ..] ? first : heard.End);
    }

    /// <summary>The text that a script writes, as it would be shown.</summary>
    public string Show(string script) => (string)Run($"& {{ {script} }} | Out-String -Width 80").Single().BaseObject;

    public void Dispose()
    {
        Hear("Get-HtxSession | Disconnect-HtxFutures -WarningAction Ignore");
        _runspace.Dispose();
    }

    /// <param name="Output">The objects.</param>
    /// <param name="Errors">The errors that did not end it.</param>
    /// <param name="Warnings">The texts of its warnings.</param>
    /// <param name="Verbose">The texts of its verbose messages.</param>
    /// <param name="End">The error that ended it; null where none did.</param>
    internal sealed record Heard(IReadOnlyList<PSObject> Output, IReadOnlyList<ErrorRecord> Errors, IReadOnlyList<string> Warnings, IReadOnlyList<string> Verbose, ErrorRecord? End);
}
