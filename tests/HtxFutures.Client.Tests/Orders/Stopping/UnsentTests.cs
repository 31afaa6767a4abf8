using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Orders.Stopping;

/// <summary>A run knows how many of its orders have not left, for whoever ends it early.</summary>
public sealed class UnsentTests
{
    private readonly VirtualSandbox _sandbox = new();

    [Fact]
    public void What_waits_for_the_budget_is_unsent_until_it_leaves()
    {
        _sandbox.Account.SetLimit(SandboxRequestKind.Trade, 1);
        using Desk desk = _sandbox.Open(options => options with { Budgets = new BudgetRegistry(options.TimeProvider) { AssumedLimit = 1 } });
        OrderReference[] orders = [.. Enumerable.Range(0, 21).Select(_ => VirtualSandbox.Reference(_sandbox.AddOrder()))];
        CancelRun run = desk.Client.Orders.BeginCancelRun();
        Assert.All(orders, order => Assert.True(run.TryPost(order)));
        Assert.True(run.TryPost(orders[20])); // twice, and still one
        desk.Time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal((22, 11), (run.Posted, run.Unsent));

        run.Abandon();
        desk.Time.Run(() => run.DisposeAsync().AsTask());
        desk.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((11, 11), (run.Unsent, _sandbox.Account.OpenOrderCount));
    }
}
