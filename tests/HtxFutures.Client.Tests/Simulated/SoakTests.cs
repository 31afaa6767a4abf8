using System.Diagnostics;
using System.Reflection;

namespace HtxFutures.Client.Tests.Simulated;

/// <summary>A short soak. A long one: <c>dotnet run -c Release --project tests/Soak -- --minutes 30 --seed 1</c>.</summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    private const string LongTests = "HTXFUTURES_LONG_TESTS";

    [Fact]
    public async Task A_minute_of_rising_and_falling_faults_leaves_nothing_behind()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(LongTests) == "1", $"takes four minutes, most of them at rest: set {LongTests}=1");
        string program = typeof(SoakTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Soak").Value!;
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "--minutes", "1", "--seed", "1"]) { RedirectStandardOutput = true })!;
        output.WriteLine(await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }
}
