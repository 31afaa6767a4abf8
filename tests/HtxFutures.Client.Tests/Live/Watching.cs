using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Live;

/// <summary>A watch on a virtual exchange, and what it brought so far.</summary>
internal sealed class Watching : IDisposable
{
    private readonly CancellationTokenSource _end = new();

    public Watching(Desk desk, OrderWatchOptions? options = null)
    {
        Time = desk.Time;
        Task = WatchAsync(desk.Client, options);
    }

    /// <summary>One that is connected.</summary>
    public static Watching Begin(Desk desk, OrderWatchOptions? options = null)
    {
        var watching = new Watching(desk, options);
        watching.After(TimeSpan.FromSeconds(1));
        Assert.Contains(HtxLiveNotice.Connected, watching.Notices);
        return watching;
    }

    public VirtualTime Time { get; }

    public Task Task { get; }

    public List<(HtxLiveItem Item, TimeSpan At)> Items { get; } = [];

    /// <summary>What changed, as "Placed", "Filled", ….</summary>
    public string[] Changes => [.. Items.Select(item => item.Item.Order?.Change).OfType<string>()];

    public HtxLiveNotice[] Notices => [.. Items.Select(item => item.Item.Notice).OfType<HtxLiveNotice>()];

    public string Said(HtxLiveNotice notice) => Items.First(item => item.Item.Notice == notice).Item.Message!;

    public Watching After(TimeSpan span)
    {
        Time.Run(() => System.Threading.Tasks.Task.Delay(span, Time));
        return this;
    }

    /// <summary>Waits for the end, which is a failure.</summary>
    public HtxException Failure()
    {
        Time.Run(() => Task.ContinueWith(_ => true, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default));
        return Assert.IsType<HtxException>(Task.Exception!.InnerException);
    }

    public void Dispose()
    {
        _end.Cancel();
        After(TimeSpan.FromSeconds(1));
        _end.Dispose();
    }

    private async Task WatchAsync(HtxFuturesClient client, OrderWatchOptions? options)
    {
        await foreach (HtxLiveItem item in client.Live.WatchOrdersAsync(options, _end.Token).ConfigureAwait(false))
        {
            Items.Add((item, Time.Elapsed));
        }
    }
}
