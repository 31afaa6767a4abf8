using System.Threading.Channels;
using HtxFutures.Time;

namespace HtxFutures.Live;

/// <summary>One who watches: what is brought waits here until it is taken, however long that takes, and none of it is dropped.</summary>
internal sealed class OrderWatch
{
    private readonly Channel<HtxLiveItem> _items;

    /// <param name="time">The clock.</param>
    /// <param name="includeOpen">Whether the orders that are open when it begins are brought, too.</param>
    public OrderWatch(TimeProvider time, bool includeOpen)
    {
        IncludesOpen = includeOpen;
        _items = Channel.CreateUnbounded<HtxLiveItem>(new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = !Pause.IsReal(time) });
    }

    /// <summary>Whether the orders that are open when it begins are brought, too.</summary>
    public bool IncludesOpen { get; }

    /// <summary>Whether it has begun: it was told that there is a connection.</summary>
    public bool HasBegun { get; set; }

    /// <summary>What was brought.</summary>
    public ChannelReader<HtxLiveItem> Items => _items.Reader;

    /// <summary>Brings something.</summary>
    public void Bring(HtxLiveItem item) => _items.Writer.TryWrite(item);

    /// <summary>Nothing more is brought.</summary>
    /// <param name="failure">Why; null where it was ended.</param>
    public void End(Exception? failure = null) => _items.Writer.TryComplete(failure);
}
