using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Orders.Clearing;

/// <summary>Mass cancels on exchanges drawn at random, with faults: each order gets one result, and the result is true.</summary>
public sealed class MassCancelChaosTests
{
    private const int Runs = 200;

    private static readonly FaultKind[] s_onTheCancel =
    [
        FaultKind.RefuseConnection, FaultKind.DropBefore, FaultKind.HangBefore, FaultKind.BusyBefore, FaultKind.FailItems,
        FaultKind.FillInstead, FaultKind.HangAfter, FaultKind.DropAfter, FaultKind.BusyAfter, FaultKind.OmitItems, FaultKind.GarbleBody,
    ];

    [Fact]
    public void Each_order_has_one_result_and_it_is_true()
    {
        var seen = new Dictionary<CancelOutcome, int>();
        for (int seed = 1; seed <= Runs; seed++)
        {
            try
            {
                Run(Scenario.Draw(seed), new Random(seed), seen);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"{Scenario.Draw(seed)}", failure);
            }
        }

        // The draw must reach what it is meant to test.
        Assert.All(
            [CancelOutcome.Accepted, CancelOutcome.Canceled, CancelOutcome.Filled, CancelOutcome.Unknown, CancelOutcome.Rejected],
            outcome => Assert.True(seen.GetValueOrDefault(outcome) > 20, $"{outcome}: {seen.GetValueOrDefault(outcome)}"));
    }

    private static void Run(Scenario scenario, Random random, Dictionary<CancelOutcome, int> seen)
    {
        var sandbox = new VirtualSandbox(scenario.Exchange);
        using Desk desk = sandbox.Open();
        sandbox.Account.AddSampleOrders(scenario.Orders + 5, scenario.Contracts);
        foreach (FaultRule fault in scenario.Faults)
        {
            sandbox.Exchange.Faults.Add(fault);
        }

        MassCancelScope scope = random.Next(2) == 0 ? MassCancelScope.Account : MassCancelScope.Contract("BTC-USDT");
        scope = scope with { Side = random.Next(3) == 0 ? OrderSide.Buy : null };
        MassCancelPlan plan;
        try
        {
            plan = desk.Plan(scope);
        }
        catch (HtxException)
        {
            return;
        }

        foreach (HtxOrder order in plan.Orders)
        {
            if (random.NextDouble() < 0.1)
            {
                sandbox.Account.Fill(order.OrderId, order.Volume!.Value);
            }
        }

        if (random.Next(2) == 0)
        {
            sandbox.Exchange.Faults.Add(new FaultRule(s_onTheCancel[random.Next(s_onTheCancel.Length)]) { Path = Paths.CancelAll });
        }

        var answered = new HashSet<string>();
        desk.Time.Run(async () =>
        {
            try
            {
                await foreach (HtxCancelResult result in desk.Client.Orders.MassCancelAsync(plan).ConfigureAwait(false))
                {
                    Assert.True(answered.Add(result.OrderId!), $"{result.OrderId} came twice");
                    AssertTrue(result, sandbox.Account.FindOrder(result.OrderId!)!);
                    seen[result.Outcome] = seen.GetValueOrDefault(result.Outcome) + 1;
                }
            }
            catch (HtxException)
            {
                Assert.Empty(plan.Orders);
            }
        });
        Assert.Subset(answered, plan.Orders.Select(order => order.OrderId).ToHashSet());
        Assert.InRange(desk.Time.Elapsed.TotalMinutes, 0, 15);
    }

    private static void AssertTrue(HtxCancelResult result, SandboxOrder order)
    {
        bool holds = result.Outcome switch
        {
            CancelOutcome.Accepted or CancelOutcome.Pending => order.IsCanceling || !order.IsOpen,
            CancelOutcome.Canceled => order.State == SandboxOrderState.Canceled,
            CancelOutcome.PartiallyCanceled => order.State == SandboxOrderState.PartiallyCanceled,
            CancelOutcome.AlreadyCanceled => order.State is SandboxOrderState.Canceled or SandboxOrderState.PartiallyCanceled,
            CancelOutcome.Filled => order.State == SandboxOrderState.Filled,
            CancelOutcome.Rejected or CancelOutcome.Unknown => result.Failure is not null,
            _ => false,
        };
        Assert.True(holds, $"{result.Outcome} ({result.Message}) for {order}");
    }
}
