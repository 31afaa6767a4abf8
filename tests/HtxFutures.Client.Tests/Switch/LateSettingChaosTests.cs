using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Switch;

/// <summary>
/// Two sessions of an account set the switch and switch it off, lose patience, and meet faults; what they gave up is run
/// late. What is shown without a doubt is so, at every moment.
/// </summary>
public sealed class LateSettingChaosTests
{
    private const int Runs = 200;

    private static readonly FaultKind[] s_faults =
        [FaultKind.DropBefore, FaultKind.DropAfter, FaultKind.HangAfter, FaultKind.LateArrival, FaultKind.BusyBefore, FaultKind.BusyAfter, FaultKind.BadGatewayAfter, FaultKind.RefuseConnection];

    [Fact]
    public void What_is_shown_without_a_doubt_is_so()
    {
        var met = new Dictionary<string, int>();
        for (int seed = 1; seed <= Runs; seed++)
        {
            Run(seed, met);
        }

        // The draw must reach what it is meant to test.
        Assert.All(["off", "on", "in doubt", "given up", "failed"], what => Assert.True(met.GetValueOrDefault(what) > 100, $"{what}: {met.GetValueOrDefault(what)}"));
    }

    private static void Run(int seed, Dictionary<string, int> met)
    {
        var random = new Random(seed);
        var sandbox = VirtualSandbox.Remote();
        using Desk desk = sandbox.Open();
        using HtxFuturesClient other = desk.Connect();
        if (random.Next(2) == 0)
        {
            sandbox.Exchange.Faults.Add(new FaultRule(s_faults[random.Next(s_faults.Length)]) { Path = Paths.CancelAfter, Rate = random.NextDouble() * 0.5 });
        }

        for (int step = 0; step < 12; step++)
        {
            Act(sandbox, random.Next(2) == 0 ? desk.Client : other, random, met);
            for (int look = random.Next(1, 6); look > 0; look--)
            {
                desk.Time.Advance(TimeSpan.FromSeconds(random.NextDouble() * (random.Next(4) == 0 ? 120 : 10)));
                Check(sandbox, desk, seed, met);
            }
        }

        sandbox.Exchange.Faults.Clear();
        Latency(sandbox, 0.04);
        desk.Disable();
        for (int look = 0; look < 40; look++)
        {
            desk.Time.Advance(TimeSpan.FromSeconds(10));
            Check(sandbox, desk, seed, met);
        }

        Assert.False(desk.Client.Switch.State.InDoubt, $"seed {seed}: it is never settled");
        Assert.True(desk.Client.Switch.Keeping.IsCompletedSuccessfully, $"seed {seed}: the work never ends");
    }

    /// <summary>Sets the switch or switches it off, on a way that may be slow, for as long as patience lasts.</summary>
    private static void Act(VirtualSandbox sandbox, HtxFuturesClient client, Random random, Dictionary<string, int> met)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(0.5 + (random.NextDouble() * (random.Next(3) == 0 ? 60 : 5))), sandbox.Time);
        Latency(sandbox, random.Next(3) == 0 ? random.NextDouble() * 100 : 0.04);
        try
        {
            sandbox.Time.Run(() => random.Next(2) == 0
                ? client.Switch.DisableAsync(stop.Token)
                : client.Switch.EnableAsync(TimeSpan.FromSeconds(random.Next(5, random.Next(2) == 0 ? 20 : 2000)), random.Next(3) switch { 0 => true, 1 => false, _ => null }, stop.Token));
        }
        catch (OperationCanceledException)
        {
            Count(met, "given up");
        }
        catch (HtxException)
        {
            Count(met, "failed");
        }
        finally
        {
            Latency(sandbox, random.Next(4) == 0 ? random.NextDouble() * 20 : 0.04);
        }
    }

    private static void Check(VirtualSandbox sandbox, Desk desk, int seed, Dictionary<string, int> met)
    {
        HtxAutoCancel shown = desk.Client.Switch.State;
        DateTimeOffset? truth = sandbox.Account.AutoCancelAt;
        string what = shown.InDoubt ? "in doubt" : shown.Enabled ? "on" : "off";
        Count(met, what);
        string all = $"seed {seed} at {sandbox.Exchange.Now:HH:mm:ss.fff}: {shown}, at the exchange: {truth:HH:mm:ss.fff}";
        if (what == "on")
        {
            // A renewal that has just arrived, and is not answered yet, has moved it on.
            Assert.True(truth >= shown.TriggersAt - TimeSpan.FromMilliseconds(1), all);
        }
        else if (what == "off" && !shown.Triggered)
        {
            Assert.True(truth is null, all);
        }
    }

    private static void Latency(VirtualSandbox sandbox, double seconds) => sandbox.Exchange.Options.Latency = SandboxLatency.Fixed(TimeSpan.FromSeconds(seconds));

    private static void Count(Dictionary<string, int> met, string what) => met[what] = met.GetValueOrDefault(what) + 1;
}
