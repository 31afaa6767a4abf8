using System.Net;
using System.Net.Http.Json;
using HtxFutures.LoopbackExchange;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Loopback;

/// <summary>What drives the exchange from another process.</summary>
public sealed class ControlPagesTests : IDisposable
{
    private readonly SandboxExchange _exchange = new();
    private readonly HttpClient _http = new();

    public ControlPagesTests() => _exchange.AddAccount(TestKeys.AccessKey, TestKeys.SecretKey);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Fault_rules_are_replaced_while_it_runs()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(_exchange, cancellationToken: Stop);
        foreach (string rules in (string[])["502=0.5,delay=0.1:20ms", "drop-after=0.2", ""])
        {
            using HttpResponseMessage answer = await _http.PostAsync(new Uri(server.Address, "/sandbox/faults"), new StringContent(rules), Stop);
            Assert.True(answer.IsSuccessStatusCode);
            Assert.Equal(FaultSpec.Parse(rules).OrderBy(rule => rule.Kind), _exchange.Faults.Rules);
        }
    }

    [Fact]
    public async Task Orders_are_placed_and_shown_as_the_exchange_knows_them()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(_exchange, cancellationToken: Stop);
        using HttpResponseMessage placed = await _http.PostAsync(new Uri(server.Address, "/sandbox/place?account=1&count=7&contracts=2"), null, Stop);
        SandboxOrder[] orders = (await placed.Content.ReadFromJsonAsync<SandboxOrder[]>(Stop))!;
        Assert.Equal(_exchange.Accounts.Single().Orders, orders);

        _exchange.Accounts.Single().Cancel(orders[3].OrderId);
        using var ids = new StringContent($"{orders[3].OrderId}\n17\n{orders[0].OrderId}\n");
        using HttpResponseMessage shown = await _http.PostAsync(new Uri(server.Address, "/sandbox/orders?account=1"), ids, Stop);
        SandboxOrder[] known = (await shown.Content.ReadFromJsonAsync<SandboxOrder[]>(Stop))!;
        Assert.Equal([orders[3].OrderId, orders[0].OrderId], known.Select(order => order.OrderId));
        Assert.Equal([false, true], known.Select(order => order.IsOpen));
    }

    [Fact]
    public async Task Algo_orders_are_placed_and_fire_when_the_price_is_moved()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(_exchange, cancellationToken: Stop);
        using HttpResponseMessage placed = await _http.PostAsync(new Uri(server.Address, "/sandbox/place-algos?account=1&count=10&contracts=1"), null, Stop);
        SandboxAlgoOrder[] algos = (await placed.Content.ReadFromJsonAsync<SandboxAlgoOrder[]>(Stop))!;
        Assert.Equal(_exchange.Accounts.Single().AlgoOrders, algos);

        using HttpResponseMessage moved = await _http.PostAsync(new Uri(server.Address, "/sandbox/price?contract=BTC-USDT&price=30000.5"), null, Stop);
        Assert.Equal((true, 30000.5m), (moved.IsSuccessStatusCode, _exchange.PriceOf("BTC-USDT")));
        algos = (await _http.GetFromJsonAsync<SandboxAlgoOrder[]>(new Uri(server.Address, "/sandbox/algos?account=1"), Stop))!;
        Assert.Equal(_exchange.Accounts.Single().Orders.Select(order => order.OrderId), algos.Select(algo => algo.ChildOrderId).OfType<string>());
        Assert.NotEmpty(_exchange.Accounts.Single().Orders);
    }

    [Fact]
    public async Task Positions_are_placed_shown_and_traded_away()
    {
        SandboxAccount account = _exchange.Accounts.Single();
        await using LoopbackServer server = await LoopbackServer.StartAsync(_exchange, cancellationToken: Stop);
        using HttpResponseMessage placed = await _http.PostAsync(new Uri(server.Address, "/sandbox/place-positions?account=1"), null, Stop);
        Assert.Equal(account.Positions, await placed.Content.ReadFromJsonAsync<SandboxPosition[]>(Stop));
        using HttpResponseMessage traded = await _http.PostAsync(new Uri(server.Address, "/sandbox/trade?account=1&contract=SOL-USDT&side=sell&position=long&margin=isolated&volume=30"), null, Stop);
        Assert.Equal(30, Assert.Single((await traded.Content.ReadFromJsonAsync<SandboxOrder[]>(Stop))!).FilledVolume);
        SandboxPosition[] left = (await _http.GetFromJsonAsync<SandboxPosition[]>(new Uri(server.Address, "/sandbox/positions?account=1"), Stop))!;
        Assert.Equal(50, left.Single(position => position.ContractCode == "SOL-USDT").Volume);
    }

    [Theory]
    [InlineData("trade?account=1&contract=BTC-USDT&volume=1", "", "side")]
    [InlineData("price?contract=BTC-USDT&price=0", "", "price")]
    [InlineData("price?price=1", "", "contract")]
    [InlineData("faults", "no-such-fault", "no-such-fault")]
    [InlineData("place?account=2&count=1&contracts=1", "", "1 accounts")]
    [InlineData("place?account=1&count=1", "", "contracts")]
    [InlineData("nothing", "", "/nothing")]
    public async Task What_is_not_understood_is_refused_and_named(string page, string body, string part)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(_exchange, cancellationToken: Stop);
        using HttpResponseMessage answer = await _http.PostAsync(new Uri(server.Address, $"/sandbox/{page}"), new StringContent(body), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(part, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(0, _exchange.Counters.Requests);
    }
}
