namespace HtxFutures.Tests.Pester;

/// <summary>The other line of the Pester files.</summary>
public sealed class PesterSuiteSecond(PesterShell shell, ITestOutputHelper output) : PesterSuite(shell, output)
{
    public static TheoryData<string> Files { get; } = Line(1);

    [Theory, MemberData(nameof(Files))]
    public Task Passes(string file) => PassAsync(file, Files);
}
