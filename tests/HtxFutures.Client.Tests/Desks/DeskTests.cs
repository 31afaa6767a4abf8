using System.Reflection;
using HtxFutures.Client.Tests.Instruments;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Desks;

public sealed class DeskTests
{
    private readonly VirtualSandbox _sandbox = new();

    [Fact]
    public void A_desk_is_the_same_whenever_it_is_asked_for_so_that_doubts_of_many_are_looked_at_together()
    {
        using Desk desk = _sandbox.Open();
        foreach (PropertyInfo property in typeof(HtxFuturesClient).GetProperties().Where(property => property.PropertyType.Name.EndsWith("Desk", StringComparison.Ordinal)))
        {
            Assert.Same(property.GetValue(desk.Client), property.GetValue(desk.Client));
        }
    }

    [Fact]
    public void A_desk_that_is_heard_draws_on_the_same_budget_through_the_same_connection_and_tells_one_only()
    {
        SandboxOrder first = _sandbox.AddOrder();
        SandboxOrder second = _sandbox.AddOrder();
        var mine = new HeardRequests();
        var others = new HeardRequests();
        using Desk desk = _sandbox.Open();

        desk.Time.Run(() => desk.Client.Orders.HeardBy(mine).CancelAsync(VirtualSandbox.Reference(first)));
        desk.Time.Run(() => desk.Client.Orders.HeardBy(others).CancelAsync(VirtualSandbox.Reference(second)));
        desk.Cancel(VirtualSandbox.Reference(second));

        Assert.Equal((1, 1), (mine.Attempts.Count, others.Attempts.Count));
        Assert.Equal(69, desk.Client.GetRequestBudgets()[0].Remaining);
        Assert.Equal(mine.Attempts[0].Budget, others.Attempts[0].Budget);
    }

    [Fact]
    public void The_switch_is_one_for_all_who_hear_of_it()
    {
        using Desk desk = _sandbox.Open();
        desk.Time.Run(() => desk.Client.Switch.HeardBy(new HeardRequests()).EnableAsync(TimeSpan.FromSeconds(30), keepAlive: true));
        Assert.True(desk.Client.Switch.State.KeepAlive);
        desk.Time.Run(() => desk.Client.Switch.DisableAsync());
        Assert.False(desk.Client.Switch.State.KeepAlive);
    }
}
