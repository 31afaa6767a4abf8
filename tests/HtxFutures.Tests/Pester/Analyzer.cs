namespace HtxFutures.Tests.Pester;

/// <summary>PSScriptAnalyzer, which no package source but PowerShell's own serves: it is used where it is installed.</summary>
internal static class Analyzer
{
    /// <summary>Its manifest; null where it is not installed.</summary>
    public static string? Path { get; } = Folders()
        .Select(folder => System.IO.Path.Combine(folder, "PSScriptAnalyzer"))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "PSScriptAnalyzer.psd1", SearchOption.AllDirectories))
        .Order(StringComparer.Ordinal)
        .LastOrDefault();

    private static string[] Folders() =>
    [
        .. (Environment.GetEnvironmentVariable("PSModulePath") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local/share/powershell/Modules"),
        "/usr/local/share/powershell/Modules",
        System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.MyDocuments), "PowerShell", "Modules"),
    ];
}
