namespace HtxFutures.Tests.Pester;

/// <summary>One line of the Pester files.</summary>
public sealed class PesterSuiteFourth(PesterShell shell, ITestOutputHelper output) : PesterSuite(shell, output)
{
    public static TheoryData<string> Files { get; } = Line(3);

    [Theory, MemberData(nameof(Files))]
    public Task Passes(string file) => PassAsync(file, Files);
}
