using System.Diagnostics;
using System.Runtime.InteropServices;
using HtxFutures.Rehearsal;

namespace HtxFutures.Tests.Pester;

/// <summary>The PowerShell that tests start: the one in the package cache, or the one that HTXFUTURES_PWSH names.</summary>
internal static class PowerShellHost
{
    private const string Variable = "HTXFUTURES_PWSH";

    private static readonly string? s_chosen = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen ? chosen : null;

    /// <summary>The dotnet that runs the tests; it need not be on PATH.</summary>
    public static string DotNet { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>What there is to say where it cannot be started; null where it can.</summary>
    public static string? Missing { get; } = MissingShell() ?? CachedPackage.Missing("Pester", Places.Pester);

    /// <summary>Makes a pwsh in a folder, for what starts it by that name.</summary>
    /// <returns>The folder.</returns>
    public static string PutOnPath(string folder)
    {
        string shell = s_chosen ?? Places.Shell;
        string command = Path.GetExtension(shell) == ".dll" ? $"\"{DotNet}\" \"{shell}\"" : $"\"{shell}\"";
        if (OperatingSystem.IsWindows())
        {
            File.WriteAllText(Path.Combine(folder, "pwsh.cmd"), $"@{command} %*{Environment.NewLine}");
        }
        else
        {
            string file = Path.Combine(folder, "pwsh");
            File.WriteAllText(file, $"#!/bin/sh\nexec {command} \"$@\"\n");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return folder;
    }

    /// <summary>Starts it as nobody's: without a profile, and with a home of its own that it may fill.</summary>
    /// <param name="home">The folder that is to be its home.</param>
    /// <param name="arguments">What it is to do.</param>
    public static ProcessStartInfo Start(string home, params string[] arguments)
    {
        string shell = s_chosen ?? Places.Shell;
        bool isLibrary = Path.GetExtension(shell) == ".dll";
        var start = new ProcessStartInfo(isLibrary ? DotNet : shell)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Places.RepositoryRoot,
        };
        foreach (string argument in (string[])[.. isLibrary ? [shell] : Array.Empty<string>(), "-NoProfile", "-NonInteractive", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        // The exchange on loopback is started by name.
        start.Environment["PATH"] = $"{Path.GetDirectoryName(DotNet)}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        // What is installed on this machine must not be tested in place of what was built.
        start.Environment.Remove("PSModulePath");
        start.Environment["HOME"] = home;
        foreach (string name in (string[])["XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"])
        {
            start.Environment.Remove(name);
        }

        start.Environment["NUGET_PACKAGES"] = Places.PackageCache;
        start.Environment["NUGET_HTTP_CACHE_PATH"] = ShellHome.HttpCache;
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        CompilePlainly(start);
        // A node that stays for the next build would hold the pipes that are read to their end, for a quarter of an hour.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["NO_COLOR"] = "1";
        return start;
    }

    /// <summary>What lives for seconds spends nine tenths of them on compiling what runs once: lets that be done plainly.</summary>
    public static void CompilePlainly(ProcessStartInfo start)
    {
        start.Environment["DOTNET_JITMinOpts"] = "1";
        start.Environment["DOTNET_TieredCompilation"] = start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
    }

    private static string? MissingShell() => s_chosen switch
    {
        null => CachedPackage.Missing("PowerShell", Places.PowerShell) is { } missing ? $"{missing} {Variable} names another PowerShell." : null,
        _ when File.Exists(s_chosen) => null,
        _ => $"{Variable} names '{s_chosen}', and there is no such file.",
    };
}
