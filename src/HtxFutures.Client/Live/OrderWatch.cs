using System.Threading.Channels;
using HtxFutures.Rows;
using HtxFutures.Time;

namespace HtxFutures.Live;

/// <summary>One who watches: what is brought waits here until it is taken, however long that takes, and none of it is dropped.</summary>
internal sealed class OrderWatch
{
    private readonly Channel<HtxLiveItem> _items;
    private readonly bool _includesOpen;
    private readonly HashSet<string> _early = [];

    /// <param name="time">The clock.</param>
    /// <param name="includeOpen">Whether the orders that are open when it begins are brought, too.</param>
    public OrderWatch(TimeProvider time, bool includeOpen)
    {
        _includesOpen = includeOpen;
        _items = Channel.CreateUnbounded<HtxLiveItem>(new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = !Pause.IsReal(time) });
    }

    /// <summary>Whether it has begun: there was a connection since it came.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>What was brought.</summary>
    public ChannelReader<HtxLiveItem> Items => _items.Reader;

    /// <summary>There is a connection: it begins.</summary>
    /// <param name="open">The orders that are open. Those that were brought already, as they changed before it could begin, are not brought as open as well.</param>
    public void Begin(IEnumerable<HtxOrder> open)
    {
        HasBegun = true;
        foreach (HtxOrder order in open.Where(order => _includesOpen && !_early.Contains(order.OrderId)).OrderBy(order => order.CreatedAt))
        {
            Bring(new HtxLiveItem(order.With(row => row.Change = order.Change ?? OrderChange.Open)));
        }

        _early.Clear();
    }

    /// <summary>Brings something.</summary>
    public void Bring(HtxLiveItem item)
    {
        if (!HasBegun && item.Order is { } order)
        {
            _early.Add(order.OrderId);
        }

        _items.Writer.TryWrite(item);
    }

    /// <summary>Nothing more is brought.</summary>
    /// <param name="failure">Why; null where it was ended.</param>
    public void End(Exception? failure = null) => _items.Writer.TryComplete(failure);
}
