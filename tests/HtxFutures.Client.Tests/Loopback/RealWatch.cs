using System.Diagnostics;

namespace HtxFutures.Client.Tests.Loopback;

/// <summary>A watch in real time, and what it brought so far.</summary>
internal sealed class RealWatch : IAsyncDisposable
{
    private readonly List<HtxLiveItem> _items = [];
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public RealWatch(HtxFuturesClient client) => Running = WatchAsync(client);

    /// <summary>Ends with it.</summary>
    public Task Running { get; }

    public IReadOnlyList<HtxOrder> Orders => [.. Items.Select(item => item.Order).OfType<HtxOrder>()];

    public IReadOnlyList<string> Changes => [.. Orders.Select(order => order.Change!)];

    private HtxLiveItem[] Items
    {
        get
        {
            lock (_items)
            {
                return [.. _items];
            }
        }
    }

    public IReadOnlyList<string> Said(HtxLiveNotice notice) => [.. Items.Where(item => item.Notice == notice).Select(item => item.Message!)];

    public Task UntilAsync(HtxLiveNotice notice) => UntilAsync(() => Said(notice).Count > 0);

    /// <summary>Waits for something, a minute at most; what ended the watch is thrown.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (Running.IsFaulted)
            {
                await Running;
            }

            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "it did not come about within a minute");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Ends it, which it must do at once.</summary>
    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Running.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task WatchAsync(HtxFuturesClient client)
    {
        await foreach (HtxLiveItem item in client.Live.WatchOrdersAsync(cancellationToken: _end.Token))
        {
            lock (_items)
            {
                _items.Add(item);
            }
        }
    }
}
