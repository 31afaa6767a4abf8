using System.Diagnostics;

namespace HtxFutures.Tests.Pester;

/// <summary>The PowerShell of this machine, if it has one.</summary>
internal static class PowerShellHost
{
    private static readonly Lazy<Task<bool>> s_hasPester = new(LookForPesterAsync);

    /// <summary>The pwsh on PATH; null where there is none.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh"))
        .FirstOrDefault(File.Exists);

    /// <summary>Whether it finds Pester 5.</summary>
    public static Task<bool> HasPesterAsync() => s_hasPester.Value;

    private static async Task<bool> LookForPesterAsync()
    {
        using var process = Process.Start(new ProcessStartInfo(Path!)
        {
            ArgumentList = { "-NoProfile", "-NonInteractive", "-Command", "if (Get-Module Pester -ListAvailable | Where-Object Version -ge '5.0') { exit 0 } else { exit 1 }" },
        })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
