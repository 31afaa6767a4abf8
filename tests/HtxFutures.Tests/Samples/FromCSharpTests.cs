namespace HtxFutures.Tests.Samples;

/// <summary>The main job through the client, without PowerShell.</summary>
public sealed class FromCSharpTests
{
    [Fact]
    public async Task It_stops_everything()
    {
        (int exitCode, string output, string error) = await Program.RunAsync(Program.Sample("FromCSharp", "--orders", "25", "--latency", "5"));

        Assert.Equal("", error);
        Assert.Equal(0, exitCode);
        Assert.Contains("25 orders listed", output, StringComparison.Ordinal);
        Assert.Contains("Open at the exchange now: 0", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_why_it_failed_and_what_to_do()
    {
        (int exitCode, string output, string error) = await Program.RunAsync(Program.Sample("FromCSharp", "--wrong-key", "--latency", "5"));

        Assert.Equal(1, exitCode);
        Assert.Equal("", output);
        string[] lines = error.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Contains("does not accept", lines[0], StringComparison.Ordinal);
        Assert.Contains("Check access key and secret key", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--latency", "5001")] // more would be as long as the time-out of a request
    [InlineData("--latency", "-1")]
    [InlineData("--orders", "many")]
    [InlineData("--orders")]
    [InlineData("--order", "5")]
    public async Task It_refuses_what_it_cannot_do(params string[] arguments)
    {
        (int exitCode, string output, string error) = await Program.RunAsync(Program.Sample("FromCSharp", arguments));

        Assert.Equal(2, exitCode);
        Assert.Equal("", output);
        Assert.Contains("from 0 to 5000", error, StringComparison.Ordinal);
    }
}
