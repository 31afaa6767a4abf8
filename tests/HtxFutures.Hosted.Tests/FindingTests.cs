namespace HtxFutures.Tests.Hosted;

/// <summary>Commands are found by the word that people have in mind.</summary>
public sealed class FindingTests : IDisposable
{
    private readonly HostedShell _shell = new();

    [Theory]
    [InlineData("Stop-HtxOrder")]
    [InlineData("Clear-HtxOrder")]
    public void Help_finds_what_cancels(string command) =>
        Assert.Contains(command, _shell.Run("Get-Help cancel | ForEach-Object { (Get-Command $_.Name).ResolvedCommand.Name }").Select(name => name?.ToString()));

    public void Dispose() => _shell.Dispose();
}
