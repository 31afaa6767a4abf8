using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Calls.Budget;

/// <summary>Whose budget is whose: a key on a host has one, however many clients use it.</summary>
public sealed class BudgetSharingTests
{
    private readonly VirtualSandbox _sandbox = new();
    private readonly BudgetRegistry _budgets;

    public BudgetSharingTests() => _budgets = new BudgetRegistry(_sandbox.Time);

    [Fact]
    public void Clients_of_one_key_draw_on_one_budget()
    {
        using Desk first = Open();
        using Desk second = Open();
        first.List();

        Assert.Equal(72 - 3, Remaining(first, BudgetBucket.Read)); // a proof of the key each, and the list
        Assert.Equal(72 - 3, Remaining(second, BudgetBucket.Read));
        Assert.Equal(72, Remaining(second, BudgetBucket.Trade));
    }

    [Fact]
    public void A_closed_client_leaves_behind_what_it_spent()
    {
        Open().Dispose();
        using Desk second = Open();
        Assert.Equal(72 - 2, Remaining(second, BudgetBucket.Read));
    }

    [Fact]
    public void Another_key_has_its_own()
    {
        _sandbox.Exchange.AddAccount("another-access-key", TestKeys.SecretKey);
        using Desk first = Open();
        using Desk other = Open(options => options with { Credential = TestKeys.Credential("another-access-key") });
        Assert.Equal(72 - 1, Remaining(first, BudgetBucket.Read));
        Assert.Equal(72 - 1, Remaining(other, BudgetBucket.Read));
    }

    [Fact]
    public void The_same_key_on_another_host_has_its_own()
    {
        // Here both hosts lead to one exchange, whose headers would tell of the other's request.
        _sandbox.Exchange.Options.RateLimitHeaders = false;
        using Desk first = Open();
        using Desk other = Open(options => options with { Endpoint = HtxEndpoint.Aws });
        Assert.Equal(72 - 1, Remaining(other, BudgetBucket.Read));
    }

    [Fact]
    public void Trades_and_reads_do_not_draw_on_each_other()
    {
        using Desk desk = Open();
        OrderReference order = VirtualSandbox.Reference(_sandbox.AddOrder());
        desk.Cancel(order);
        Assert.Equal((72 - 1, 72 - 1), (Remaining(desk, BudgetBucket.Trade), Remaining(desk, BudgetBucket.Read)));
    }

    [Fact]
    public void Two_clients_together_stay_within_the_window()
    {
        OrderReference[] orders = [.. _sandbox.Account.AddSampleOrders(200).Select(VirtualSandbox.Reference)];
        using Desk first = Open();
        using Desk second = Open();
        _sandbox.Time.Run(() => Task.WhenAll(orders.Select((order, i) => (i % 2 == 0 ? first : second).Client.Orders.CancelAsync(order, CancellationToken.None))));
        Assert.Equal(0, _sandbox.Exchange.Counters.RefusedByWindow);
        Assert.Equal(72, _sandbox.Exchange.Counters.HighestInWindow);
    }

    [Fact]
    public void Looking_at_the_budget_sends_nothing()
    {
        using Desk desk = Open();
        int before = _sandbox.Exchange.Counters.Requests;
        Assert.Equal([BudgetBucket.Trade, BudgetBucket.Read], desk.Client.GetRequestBudgets().Select(budget => budget.Bucket));
        Assert.Equal(before, _sandbox.Exchange.Counters.Requests);
    }

    private static int Remaining(Desk desk, BudgetBucket bucket) => desk.Client.GetRequestBudgets().Single(budget => budget.Bucket == bucket).Remaining;

    private Desk Open(Func<HtxConnectOptions, HtxConnectOptions>? configure = null) =>
        _sandbox.Open(options => (configure?.Invoke(options) ?? options) with { Budgets = _budgets });
}
