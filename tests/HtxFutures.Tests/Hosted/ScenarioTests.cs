namespace HtxFutures.Tests.Hosted;

/// <summary>What can be rehearsed on the sandbox.</summary>
[Collection(HostedShells.Name)]
public sealed class ScenarioTests : IDisposable
{
    private readonly HostedShell _shell = new();

    [Theory]
    [InlineData("Outage")]
    [InlineData("LostAnswers")]
    public void Trouble_is_met_and_overcome(string scenario)
    {
        _shell.Run($"$null = Connect-HtxFutures -Sandbox -OrderCount 200 -Scenario {scenario}");
        _shell.Run("$results = Get-HtxOrder | Stop-HtxOrder -Wait");

        Assert.Equal(200, Number("@($results.OrderId | Select-Object -Unique).Count"));
        Assert.InRange(Number("@($results | Where-Object Attempts -gt 1).Count"), 1, 200);
        Assert.Equal(0, Number("@($results | Where-Object Outcome -in Accepted, Rejected, Unknown, NotFound).Count"));
        Assert.Equal(0, Number("@(Get-HtxOrder).Count"));
    }

    [Fact]
    public void Without_one_nothing_goes_wrong()
    {
        _shell.Run("$null = Connect-HtxFutures -Sandbox -OrderCount 200; $results = Get-HtxOrder | Stop-HtxOrder -Wait");

        Assert.Equal(200, Number("@($results | Where-Object Attempts -eq 1).Count"));
    }

    public void Dispose() => _shell.Dispose();

    private int Number(string script) => (int)_shell.Run(script).Single().BaseObject;
}
