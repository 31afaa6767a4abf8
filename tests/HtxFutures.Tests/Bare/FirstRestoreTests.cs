using System.Diagnostics;
using HtxFutures.Tests.Pester;

namespace HtxFutures.Tests.Bare;

/// <summary>What is said where there are no packages yet and none can be downloaded.</summary>
public sealed class FirstRestoreTests : IDisposable
{
    private const string Plain = "not on this machine yet";

    private readonly DirectoryInfo _machine = Directory.CreateTempSubdirectory("bare ü ");

    public FirstRestoreTests() => File.WriteAllText(Project, $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Nowhere.To.Be.Found" Version="1.0.0" />
          </ItemGroup>
          <Import Project="{Path.Combine(Places.RepositoryRoot, "tools", "FirstRestore.targets")}" />
        </Project>
        """);

    private string Project => Path.Combine(_machine.FullName, "Bare.csproj");

    public void Dispose() => _machine.Delete(recursive: true);

    [Fact]
    public async Task Source_that_does_not_answer_is_said_once_and_with_what_to_do()
    {
        // Nothing listens there.
        string[] errors = await ErrorsOfRestoreAsync("http://127.0.0.1:9/v3/index.json");

        string error = Assert.Single(errors);
        Assert.Contains(Plain, error, StringComparison.Ordinal);
        Assert.Contains("Connect to a network and run it again", error, StringComparison.Ordinal);
        Assert.Contains("NuGet says: Unable to load the service index for source http://127.0.0.1:9/v3/index.json.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_else_goes_wrong_is_left_to_the_words_of_nuget()
    {
        string[] errors = await ErrorsOfRestoreAsync(_machine.CreateSubdirectory("source").FullName);

        Assert.Contains(errors, error => error.Contains("NU1101", StringComparison.Ordinal));
        Assert.DoesNotContain(errors, error => error.Contains(Plain, StringComparison.Ordinal));
    }

    private async Task<string[]> ErrorsOfRestoreAsync(string source)
    {
        await File.WriteAllTextAsync(
            Path.Combine(_machine.FullName, "NuGet.Config"),
            $"""<configuration><packageSources><clear /><add key="only" value="{source}" allowInsecureConnections="true" /></packageSources></configuration>""",
            TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo(PowerShellHost.DotNet)
        {
            ArgumentList = { "restore", Project },
            WorkingDirectory = _machine.FullName,
            Environment = { ["NUGET_PACKAGES"] = Path.Combine(_machine.FullName, "packages"), ["NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT"] = "1", ["DOTNET_CLI_UI_LANGUAGE"] = "en" },
        };
        (int exitCode, string output, string error) = await Samples.Program.RunAsync(start);
        Assert.Equal(1, exitCode);
        return [.. (output + error).ReplaceLineEndings("\n").Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).Distinct()];
    }
}
