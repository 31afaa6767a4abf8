namespace HtxFutures.Tests.Pester;

/// <summary>One line of the Pester files.</summary>
public sealed class PesterSuiteSixth(ShellHome home, ITestOutputHelper output) : PesterSuite(home, output)
{
    public static TheoryData<string> Files { get; } = Line(5);

    [Theory, MemberData(nameof(Files))]
    public Task Passes(string file) => PassAsync(file);
}
