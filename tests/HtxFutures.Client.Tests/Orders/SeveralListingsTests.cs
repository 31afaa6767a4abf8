using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Orders;

/// <summary>Several listings of open orders are read one after the other, begun side by side, and fail each by itself.</summary>
public sealed class SeveralListingsTests
{
    [Fact]
    public void They_take_hardly_longer_than_one()
    {
        var sandbox = new VirtualSandbox(new SandboxOptions { Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(40)) });
        string[] contracts = [.. sandbox.Account.AddSampleOrders(100).Select(order => order.ContractCode).Distinct()];
        using Desk desk = sandbox.Open();
        TimeSpan before = sandbox.Time.Elapsed;
        long requests = sandbox.Exchange.Counters.RequestsTo(Paths.Opens);

        (List<string> listed, List<HtxException> failures) = List(desk, contracts);
        Assert.Equal(5, contracts.Length);
        Assert.Empty(failures);
        Assert.Equal(contracts.SelectMany(contract => sandbox.Account.Orders.Where(order => order.ContractCode == contract)).Select(order => order.OrderId), listed);
        Assert.Equal(2 * 5, sandbox.Exchange.Counters.RequestsTo(Paths.Opens) - requests); // a page each, and the empty one behind it
        Assert.Equal(TimeSpan.FromMilliseconds(2 * 40), sandbox.Time.Elapsed - before);
    }

    [Fact]
    public void No_more_than_five_are_begun_at_once()
    {
        var sandbox = new VirtualSandbox(new SandboxOptions { Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(40)) });
        using Desk desk = sandbox.Open();
        long requests = sandbox.Exchange.Counters.RequestsTo(Paths.Opens);
        desk.Time.Run(async () =>
        {
            foreach (IAsyncEnumerable<HtxOrder> listing in desk.Client.Orders.ListOpenSideBySide(Enumerable.Repeat(new OpenOrdersQuery(), 20)))
            {
                await foreach (HtxOrder _ in listing.ConfigureAwait(false))
                {
                }

                break;
            }
        });
        Assert.Equal(5, sandbox.Exchange.Counters.RequestsTo(Paths.Opens) - requests);
    }

    [Fact]
    public void One_that_fails_ends_by_itself()
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        exchange.Answer(Paths.Opens, Replies.Data(Row(1)), Replies.Data("7"), Replies.Data(Row(3)));

        (List<string> listed, List<HtxException> failures) = List(desk, ["BTC-USDT", "ETH-USDT", "no contract", "LTC-USDT"]);
        Assert.Equal(["1", "3"], listed);
        Assert.Equal([HtxErrorKind.UnexpectedResponse, HtxErrorKind.InvalidParameter], failures.Select(failure => failure.Kind));
        Assert.DoesNotContain(failures, failure => failure.EndsRun);
    }

    private static string Row(int id) => $$"""[{"id":"{{id}}","order_id":"{{id}}","contract_code":"BTC-USDT"}]""";

    private static (List<string> Listed, List<HtxException> Failures) List(Desk desk, string[] contracts) => desk.Time.Run(async () =>
    {
        var listed = new List<string>();
        var failures = new List<HtxException>();
        foreach (IAsyncEnumerable<HtxOrder> listing in desk.Client.Orders.ListOpenSideBySide(contracts.Select(contract => new OpenOrdersQuery { ContractCode = contract })))
        {
            try
            {
                await foreach (HtxOrder order in listing.ConfigureAwait(false))
                {
                    listed.Add(order.OrderId);
                }
            }
            catch (HtxException failure)
            {
                failures.Add(failure);
            }
        }

        return (listed, failures);
    });
}
