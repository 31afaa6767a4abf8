namespace HtxFutures.Tests.Hosted;

/// <summary>Waiting for final states, as the command line asks for it.</summary>
public sealed class WaitTests : IDisposable
{
    private readonly HostedShell _shell = new();

    public WaitTests() => _shell.Run("$null = Connect-HtxFutures -Sandbox -OrderCount 20");

    [Theory]
    [InlineData("Clear-HtxOrder -AllContract -Force -Wait")]
    [InlineData("Clear-HtxOrder -AllContract -Force -WaitTimeout 10s")]
    [InlineData("Get-HtxOrder | Stop-HtxOrder -Wait")]
    [InlineData("Get-HtxOrder | Stop-HtxOrder -WaitTimeout 10s")]
    public void Outcomes_are_final(string command) => Assert.All(Outcomes(command, 20), outcome => Assert.EndsWith("Canceled", outcome, StringComparison.Ordinal));

    [Theory]
    [InlineData("Clear-HtxOrder -AllContract -Force")]
    [InlineData("Clear-HtxOrder -AllContract -Force -Wait:$false -WaitTimeout 10s")]
    [InlineData("Get-HtxOrder | Stop-HtxOrder -Wait:$false -WaitTimeout 10s")]
    public void Nobody_waits_who_does_not_ask_for_it(string command) => Assert.All(Outcomes(command, 20), outcome => Assert.Equal("Accepted", outcome));

    public void Dispose() => _shell.Dispose();

    private string?[] Outcomes(string command, int count)
    {
        string?[] outcomes = [.. _shell.Run(command).Select(row => row.Properties["Outcome"].Value.ToString())];
        Assert.Equal(count, outcomes.Length);
        return outcomes;
    }
}
