using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Switch;

/// <summary>Renewing on exchanges drawn at random, with faults: should the switch trigger, the session says so.</summary>
public sealed class KeepAliveChaosTests
{
    private const int Runs = 200;

    [Fact]
    public void What_the_switch_has_cancelled_is_told()
    {
        int triggered = 0;
        for (int seed = 1; seed <= Runs; seed++)
        {
            triggered += Run(Scenario.Draw(seed), new Random(seed)) ? 1 : 0;
        }

        Assert.InRange(triggered, 10, Runs / 2); // the draw must reach what it is meant to test
    }

    private static bool Run(Scenario scenario, Random random)
    {
        var sandbox = new VirtualSandbox(scenario.Exchange);
        using Desk desk = sandbox.Open();
        sandbox.Account.AddSampleOrders(3);
        try
        {
            desk.Enable(TimeSpan.FromSeconds(random.Next(5, 40)), keepAlive: true);
        }
        catch (HtxException)
        {
            return false;
        }

        foreach (FaultRule fault in scenario.Faults)
        {
            sandbox.Exchange.Faults.Add(fault);
        }

        var told = new List<string>();
        for (int i = 0; i < 20; i++)
        {
            desk.Time.Advance(TimeSpan.FromSeconds(random.Next(1, 60)));
            told.AddRange(desk.Client.Switch.TakeWarnings().Select(warning => warning.Text));
        }

        bool triggered = sandbox.Account.Orders.Any(order => order.CancelReason is not null);
        Assert.True(!triggered || told.Exists(text => text.Contains("has cancelled all open orders", StringComparison.Ordinal)), $"{scenario} told: {string.Join(" | ", told)}");
        Assert.True(triggered || scenario.Faults.Count > 0 || told.Count == 0, $"{scenario} told: {string.Join(" | ", told)}");
        Assert.False(desk.Client.Switch.Keeping.IsCompleted);
        desk.Client.Dispose();
        Assert.True(desk.Client.Switch.Keeping.IsCompletedSuccessfully);
        return triggered;
    }
}
