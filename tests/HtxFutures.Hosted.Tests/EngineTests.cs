using HtxFutures.Tests.Manifest;
using System.Management.Automation;

namespace HtxFutures.Tests.Hosted;

/// <summary>That the hosted engine is a whole one, and has the module that was built: without that the others mean nothing.</summary>
public sealed class EngineTests
{
    [Fact]
    public void Engine_has_its_own_commands()
    {
        using var shell = new HostedShell();
        Assert.Equal("Microsoft.PowerShell.Utility", shell.Run("(Get-Command Write-Output).ModuleName").Single().BaseObject);
    }

    [Fact]
    public void Module_is_the_staged_one()
    {
        using var shell = new HostedShell();
        var module = (PSModuleInfo)shell.Run("Get-Module HtxFutures").Single().BaseObject;
        Assert.Equal(Path.TrimEndingDirectorySeparator(Places.ModuleDirectory), module.ModuleBase);
        Assert.Equal(CmdletNames(), module.ExportedCmdlets.Keys.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> CmdletNames() => CmdletTypes.All.Select(CmdletTypes.Name).Order(StringComparer.Ordinal);
}
