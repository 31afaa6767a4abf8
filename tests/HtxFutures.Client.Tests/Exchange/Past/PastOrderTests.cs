using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange.Past;

/// <summary>What is planted as over is listed as over, and moves nothing.</summary>
public sealed class PastOrderTests
{
    private readonly VirtualSandbox _sandbox = new();

    [Fact]
    public void A_night_is_the_same_for_a_seed_and_leaves_open_orders_positions_and_money_as_they_are()
    {
        var other = new VirtualSandbox();
        other.Account.AddSampleOrders(20);
        _sandbox.Account.AddSampleOrders(20);
        SandboxOrder[] before = [.. _sandbox.Account.Orders];
        decimal cash = _sandbox.Account.Cash;
        IReadOnlyList<SandboxOrder> night = _sandbox.Account.AddSampleNight(150);
        Assert.Equal(night, other.Account.AddSampleNight(150));
        Assert.Equal(before, _sandbox.Account.Orders.Take(20));
        Assert.Equal((20, cash, 0), (_sandbox.Account.OpenOrderCount, _sandbox.Account.Cash, _sandbox.Account.Positions.Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(77)]
    public void A_night_has_of_everything(int seed)
    {
        var sandbox = new VirtualSandbox(new SandboxOptions { Seed = seed });
        DateTimeOffset now = sandbox.Exchange.Now;
        IReadOnlyList<SandboxOrder> night = sandbox.Account.AddSampleNight(150);
        Assert.Equal(150, night.Count);
        Assert.All(night, order => Assert.True(!order.IsOpen && order.CreatedAt <= order.UpdatedAt && order.UpdatedAt < now));
        Assert.Equal(3, night.Select(order => order.State).Distinct().Count());
        Assert.Equal(2, night.Select(order => order.MarginMode).Distinct().Count());
        Assert.InRange(night.Count(order => order.CreatedAt > now.AddHours(-14)), 75, 149);
        Assert.Single(sandbox.Account.Fills, fill => fill.OrderType == "3");
        Assert.All(night, order =>
        {
            SandboxFill[] fills = [.. sandbox.Account.Fills.Where(fill => fill.OrderId == order.OrderId)];
            Assert.Equal((order.FilledVolume, order.Fee, order.Profit), (fills.Sum(fill => fill.Volume), fills.Sum(fill => fill.Fee), fills.Sum(fill => fill.Profit)));
            Assert.All(fills, fill => Assert.InRange(fill.At, order.CreatedAt, order.UpdatedAt));
        });

        // Sorted alike by either of their times.
        foreach (IGrouping<(string, string), SandboxOrder> list in night.GroupBy(order => (order.ContractCode, order.MarginMode)))
        {
            Assert.All(list.Zip(list.Skip(1)), pair => Assert.True(pair.First.UpdatedAt <= pair.Second.CreatedAt));
        }
    }

    [Fact]
    public void An_order_is_kept_by_its_end_or_by_its_creation()
    {
        foreach (bool byCreation in new[] { false, true })
        {
            var sandbox = new VirtualSandbox(new SandboxOptions { FinishedByCreation = byCreation });
            DateTimeOffset now = sandbox.Exchange.Now;
            string outlived = Plant(hoursAgo: 3, until: 1), brief = Plant(hoursAgo: 2, until: 2);
            string[] ids = [.. sandbox.Ask(Paths.History, "contract_code=BTC-USDT&margin_mode=cross").Rows().Select(row => row.Text("order_id")!)];
            Assert.Equal(byCreation ? [brief, outlived] : [outlived, brief], ids);

            string Plant(int hoursAgo, int until) =>
                sandbox.Account.AddPastOrder(new(new SandboxOrderTemplate { CreatedAt = now.AddHours(-hoursAgo) }, now.AddHours(-until))).OrderId;
        }
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        DateTimeOffset now = _sandbox.Exchange.Now;
        Assert.Throws<ArgumentException>(() => _sandbox.Account.AddPastOrder(new(new SandboxOrderTemplate { Volume = 1 }, now) { Fills = [new(2, 1, now)] }));
        Assert.Throws<ArgumentException>(() => _sandbox.Account.AddPastOrder(new(new SandboxOrderTemplate { Volume = 0 }, now)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _sandbox.Account.AddSampleNight(-1));
    }
}
