using BenchmarkDotNet.Attributes;
using HtxFutures.Calls;
using HtxFutures.Calls.Signing;
using HtxFutures.Orders;

namespace HtxFutures.Benchmarks.Micro;

/// <summary>What one cancel costs on our side before it is on the wire: checked, written, signed.</summary>
[MemoryDiagnoser]
public class RequestBenchmarks : IDisposable
{
    private static readonly HtxAccount s_account = new("api.hbdm.com", "0000", null);

    private readonly HtxCredential _credential = HtxCredential.Create("a1b2c3d4-e5f60718-example1-9abcd", "0f1e2d3c-4b5a6978-example2-dcba9");
    private readonly OrderReference _order = OrderReference.Create("BTC-USDT", "1329854625038651392");
    private readonly OrderReference[] _orders = [.. Enumerable.Range(0, 10).Select(i => OrderReference.Create("BTC-USDT", $"132985462503865139{i}"))];
    private readonly RequestSigner _signer;
    private readonly DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public RequestBenchmarks() => _signer = new RequestSigner(_credential, "api.hbdm.com");

    [Benchmark(Baseline = true)]
    public string SignAndWriteCancel()
    {
        ApiRequest request = OrderRequests.Cancel(_order);
        return _signer.Sign(request.Route.Method, request.Route.Path, request.Query, _now);
    }

    [Benchmark]
    public string SignAndWriteCancelOfTen()
    {
        ApiRequest request = OrderRequests.CancelBatch(_orders);
        return _signer.Sign(request.Route.Method, request.Route.Path, request.Query, _now);
    }

    [Benchmark]
    public string SignAndWriteListing()
    {
        ApiRequest request = OrderListing.Open("BTC-USDT", MarginMode.Cross, s_account).Ask("1329854625038651392");
        return _signer.Sign(request.Route.Method, request.Route.Path, request.Query, _now);
    }

    [Benchmark]
    public OrderReference CheckOrder() => OrderReference.Create("btc-usdt", _order.OrderId);

    public void Dispose()
    {
        _credential.Dispose();
        GC.SuppressFinalize(this);
    }
}
