using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace HtxFutures.Tests.Manifest;

/// <summary>What a user gets: our own assemblies, the Redis client in a folder of its own, and nothing else; and a manifest that tells the truth.</summary>
public sealed partial class StagedModule
{
    // What cmdlets write, in the order of their files' names.
    private static readonly string[] s_types = ["HtxAlgoOrder", "HtxAutoCancel", "HtxBalance", "HtxCancelResult", "HtxCloseResult", "HtxCurrencyBalance", "HtxExposure", "HtxFill", "HtxJournalEntry", "HtxOrder", "HtxPosition", "HtxRequestBudget", "HtxSession", "HtxSessionCheck", "HtxStopLeft", "HtxStopReport", "HtxStopRow"];

    // The Redis client, and what it is built on where the runtime is older.
    private static readonly string[] s_redis =
    [
        "HtxFutures.Redis.dll", "Microsoft.Extensions.DependencyInjection.Abstractions.dll", "Microsoft.Extensions.Logging.Abstractions.dll", "NOTICE.txt", "RESPite.dll",
        "StackExchange.Redis.dll", "System.Diagnostics.DiagnosticSource.dll", "System.IO.Hashing.dll", "System.IO.Pipelines.dll", "THIRD-PARTY-NOTICES.TXT",
    ];

    [Fact]
    public void Holds_our_assemblies_and_their_help_and_nothing_else() => Assert.Equal(
        [
            "HtxFutures.Client.dll", "HtxFutures.Sandbox.dll", "HtxFutures.dll", "HtxFutures.psd1", "LICENSE",
            .. s_types.SelectMany(type => new[] { $"Views/{type}.Format.ps1xml", $"Views/{type}.Types.ps1xml" }),
            "en-US/HtxFutures.dll-Help.xml", "en-US/about_HtxFutures.help.txt", "en-US/about_HtxFutures_Sharing.help.txt",
            .. s_redis.Select(file => $"redis/{file}"),
        ],
        Directory.EnumerateFiles(Places.ModuleDirectory, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Places.ModuleDirectory, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("HtxFutures.Client.dll")]
    [InlineData("HtxFutures.Sandbox.dll")]
    [InlineData("HtxFutures.dll", "HtxFutures.Client", "HtxFutures.Sandbox", "System.Management.Automation")]
    [InlineData("redis/HtxFutures.Redis.dll", "HtxFutures.Client", "StackExchange.Redis")]
    public void Assembly_references_only_the_framework_and(string assembly, params string[] others)
    {
        string[] references = [.. References(assembly).Where(reference => !IsFramework(reference)).Order(StringComparer.Ordinal)];
        Assert.Equal(others, references);
    }

    [Fact]
    public void Module_loads_in_the_oldest_PowerShell_that_the_manifest_names()
    {
        // 7.4 runs on .NET 8. It binds what was compiled against an older or the same assembly, and nothing newer; of
        // PowerShell itself, only what PowerShellStandard declares may be called.
        foreach (string assembly in Directory.EnumerateFiles(Places.ModuleDirectory, "*.dll"))
        {
            using var file = new PEReader(File.OpenRead(assembly));
            MetadataReader metadata = file.GetMetadataReader();
            foreach (AssemblyReference reference in metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Where(reference => !metadata.GetString(reference.Name).StartsWith("HtxFutures", StringComparison.Ordinal)))
            {
                Version newest = metadata.GetString(reference.Name) == "System.Management.Automation" ? new(3, 0, 0, 0) : new(8, 0, 0, 0);
                Assert.True(reference.Version <= newest, $"{Path.GetFileName(assembly)} needs {metadata.GetString(reference.Name)} {reference.Version}.");
            }
        }
    }

    [Fact]
    public void Manifest_exports_every_cmdlet()
    {
        string manifest = File.ReadAllText(Path.Combine(Places.ModuleDirectory, "HtxFutures.psd1"));
        string list = ExportList().Match(manifest).Groups[1].Value;
        Assert.Equal(
            CmdletTypes.All.Select(CmdletTypes.Name).Order(StringComparer.Ordinal),
            Quoted().Matches(list).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Version_of_the_assemblies_is_that_of_the_manifest()
    {
        string manifest = File.ReadAllText(Path.Combine(Places.RepositoryRoot, "HtxFutures.psd1"));
        Version expected = Version.Parse(VersionLine().Match(manifest).Groups[1].Value);
        foreach (string assembly in Directory.EnumerateFiles(Places.ModuleDirectory, "*.dll"))
        {
            using var file = new PEReader(File.OpenRead(assembly));
            Assert.Equal(expected, Version.Parse(file.GetMetadataReader().GetAssemblyDefinition().Version.ToString(3)));
        }
    }

    private static string[] References(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(Places.ModuleDirectory, assembly)));
        MetadataReader metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    private static bool IsFramework(string name) =>
        name != "System.Management.Automation" && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Win32.", StringComparison.Ordinal));

    [Theory]
    [InlineData("Format")]
    [InlineData("Types")]
    public void Manifest_lists_every_file_of_views(string kind)
    {
        string manifest = File.ReadAllText(Path.Combine(Places.ModuleDirectory, "HtxFutures.psd1"));
        Assert.Equal(
            s_types.Select(type => $"Views/{type}.{kind}.ps1xml"),
            Quoted().Matches(manifest).Select(match => match.Groups[1].Value).Where(value => value.EndsWith($".{kind}.ps1xml", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"CmdletsToExport\s*=\s*@\(([^)]*)\)")]
    private static partial Regex ExportList();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"ModuleVersion\s*=\s*'([0-9.]+)'")]
    private static partial Regex VersionLine();
}
