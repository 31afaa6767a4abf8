using HtxFutures.Client.Tests.Support;
using HtxFutures.LoopbackExchange;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Orders;

/// <summary>Contracts whose names are not ASCII are listed and active: what the exchange lists can be stopped, looked up and cleared.</summary>
public sealed class OtherScriptTests
{
    private static readonly string[] s_contracts = ["龙虾-USDT", "哈基米-USDT", "𠮷-USDT", "BTC-USDT"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void They_are_listed_looked_up_and_stopped()
    {
        var sandbox = new VirtualSandbox();
        foreach (string contract in s_contracts)
        {
            sandbox.AddOrder(contract);
            sandbox.AddOrder(contract, marginMode: "isolated", clientOrderId: $"57700000000000000{Array.IndexOf(s_contracts, contract) + 1}");
        }

        using Desk desk = sandbox.Open();
        foreach (string contract in s_contracts)
        {
            List<HtxOrder> orders = desk.List(new OpenOrdersQuery { ContractCode = contract.ToLowerInvariant() });
            Assert.Equal([contract, contract], orders.Select(order => order.ContractCode));
            Assert.Equal(orders[0].OrderId, desk.Find(OrderReference.Create(contract, orders[0].OrderId))!.OrderId);
            Assert.Equal(orders[1].OrderId, desk.Find(OrderReference.Create(contract, null, orders[1].ClientOrderId))!.OrderId);
            Assert.Equal(CancelOutcome.Accepted, desk.Cancel(OrderReference.Create(contract, orders[0].OrderId)).Outcome);
            Assert.Equal(CancelOutcome.Accepted, desk.Cancel(OrderReference.Create(contract, null, orders[1].ClientOrderId)).Outcome);
        }

        desk.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, sandbox.Account.OpenOrderCount);
        Assert.Equal(0, sandbox.Exchange.Counters.AuthenticationFailures);
    }

    [Fact]
    public void They_are_cleared()
    {
        var sandbox = VirtualSandbox.Remote();
        using Desk desk = sandbox.Open();
        foreach (string contract in s_contracts)
        {
            sandbox.Account.AddOrder(new SandboxOrderTemplate { ContractCode = contract });
        }

        HtxCancelResult result = Assert.Single(desk.Clear(MassCancelScope.Contract("龙虾-usdt")));
        Assert.Equal(("龙虾-USDT", CancelOutcome.Accepted), (result.ContractCode, result.Outcome));
        Assert.Equal(3, desk.Clear(MassCancelScope.Account).Count(other => other.Outcome == CancelOutcome.Accepted));
    }

    [Fact]
    public async Task They_keep_their_names_on_a_real_wire()
    {
        var exchange = new SandboxExchange();
        SandboxAccount account = exchange.AddAccount(TestKeys.AccessKey, TestKeys.SecretKey);
        SandboxOrder[] orders = [.. s_contracts.Select(contract => account.AddOrder(new SandboxOrderTemplate { ContractCode = contract }))];
        await using LoopbackServer server = await LoopbackServer.StartAsync(exchange, cancellationToken: Stop);
        using HtxFuturesClient client = await HtxFuturesClient.ConnectAsync(TestConnection.To(server.Address), Stop);

        foreach (SandboxOrder order in orders)
        {
            HtxOrder listed = Assert.Single(await client.Orders.ListOpenAsync(new OpenOrdersQuery { ContractCode = order.ContractCode }, Stop).ToListAsync(Stop));
            Assert.Equal(order.ContractCode, listed.ContractCode);
            Assert.NotNull(await client.Orders.FindAsync(VirtualSandbox.Reference(order), Stop));
            Assert.Equal(CancelOutcome.Accepted, (await client.Orders.CancelAsync(VirtualSandbox.Reference(order), Stop)).Outcome);
        }

        Assert.Equal(0, exchange.Counters.AuthenticationFailures);
    }
}
