namespace HtxFutures.Simulation;

/// <summary>One who watches, and what was shown.</summary>
#pragma warning disable CA1001 // ended by EndAsync
internal sealed class WatchRecord
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _end = new();
    private readonly List<HtxOrder> _shown = [];
    private readonly HashSet<string> _seen = [];
    private readonly VirtualTime _time;
    private readonly Task _watching;
    private HtxLiveNotice? _last;

    public WatchRecord(HtxFuturesClient client, VirtualTime time, bool includesOpen)
    {
        _time = time;
        _watching = WatchAsync(client, new OrderWatchOptions { IncludesOpen = includesOpen });
    }

    /// <summary>When it had begun; null where it has not.</summary>
    public TimeSpan? Begun { get; private set; }

    /// <summary>Ends it.</summary>
    public async Task EndAsync()
    {
#pragma warning disable CA1849 // the other goes on in the thread pool
        _end.Cancel();
#pragma warning restore CA1849
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Truth.Require(_watching.IsCanceled, $"the watch ended by {_watching.Exception?.InnerException}");
        _end.Dispose();
    }

    /// <summary>Holds what was shown against the truth, and what was said against each other.</summary>
    public void Check(LiveTruth truth)
    {
        Truth.Require(!_watching.IsCompleted, $"the watch ended by {_watching.Exception?.InnerException}");
        truth.Check(_shown, Begun!.Value);
        Truth.Require(_last is not HtxLiveNotice.Lost, "it was said that there is no connection, and never that there is one again");
    }

    private async Task WatchAsync(HtxFuturesClient client, OrderWatchOptions options)
    {
        await foreach (HtxLiveItem item in client.Live.WatchOrdersAsync(options, _end.Token).ConfigureAwait(false))
        {
            if (item.Order is { } order)
            {
                bool isNew = _seen.Add(order.OrderId);
                if (order.Change != "Open")
                {
                    _shown.Add(order);
                }
                else
                {
                    Truth.Require(isNew, $"{order.OrderId} was shown as open after it had been shown");
                }
            }
            else
            {
                Begun ??= item.Notice == HtxLiveNotice.Connected ? _time.Elapsed : null;
                _last = item.Notice is HtxLiveNotice.Trouble or HtxLiveNotice.Missed ? _last : item.Notice;
                Truth.Require(!item.Message!.Contains(TestKeys.AccessKey, StringComparison.OrdinalIgnoreCase) && !item.Message.Contains("Signature", StringComparison.Ordinal), item.Message);
            }
        }
    }
}
