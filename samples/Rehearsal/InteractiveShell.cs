using System.Diagnostics;
using System.Runtime.InteropServices;

namespace HtxFutures.Rehearsal;

/// <summary>A whole PowerShell, as it comes as a .NET tool, to try the module in by hand.</summary>
internal static class InteractiveShell
{
    public static int Run()
    {
        if (CachedPackage.Missing("PowerShell", Places.PowerShell) is { } missing)
        {
            Console.Error.WriteLine(missing);
            Console.Error.WriteLine($"In a PowerShell of your own: Import-Module '{Places.Module}'");
            return 1;
        }

        string dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        var start = new ProcessStartInfo(dotnet)
        {
            ArgumentList = { Places.PowerShell, "-NoLogo", "-NoProfile", "-NoExit", "-File", Path.Combine(AppContext.BaseDirectory, "Interactive.ps1"), Places.Module },
            Environment = { ["POWERSHELL_UPDATECHECK"] = "Off" },
        };

        // Ctrl+C is the shell's: it stops a command there, and must not end the shell's parent.
        Console.CancelKeyPress += (_, key) => key.Cancel = true;
        using var shell = Process.Start(start)!;
        shell.WaitForExit();
        return shell.ExitCode;
    }
}
