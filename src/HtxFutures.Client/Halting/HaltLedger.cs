using HtxFutures.Exposure;
using HtxFutures.Instruments;
using HtxFutures.Orders;
using HtxFutures.Runs;

namespace HtxFutures.Halting;

/// <summary>
/// What became of everything that was stopped. It hears of every result of every run, also of those that were sent and
/// given up; and it keeps count of what is refused again and again.
/// </summary>
/// <param name="listeners">Who else hears of them.</param>
internal sealed class HaltLedger(HaltListeners listeners) : IResultListener<HtxCancelResult>, IResultListener<HtxCloseResult>
{
    // Refused so often, it is refused for good.
    private const int MostRefusals = 3;

    private readonly object _gate = new();
    private readonly List<HtxStopRow> _rows = [];
    private readonly Dictionary<string, HtxAlgoOrder> _seenAlgos = [];
    private readonly Dictionary<object, int> _refusals = [];
    private readonly Dictionary<object, string?> _lastWords = [];
    private readonly Dictionary<object, string?> _unsettled = [];

    /// <summary>The pass that is under way, from 1.</summary>
    public int Pass { get; set; } = 1;

    /// <summary>The rows so far.</summary>
    public IReadOnlyList<HtxStopRow> Rows
    {
        get
        {
            lock (_gate)
            {
                return _rows.ToArray();
            }
        }
    }

    /// <summary>How many rows there are so far.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _rows.Count;
            }
        }
    }

    /// <summary>What an order is known by here.</summary>
    public static object KeyOf(IShownOrder order) => (order.Kind, order.OrderId);

    /// <summary>What a position is known by here.</summary>
    public static object KeyOf(HtxPosition position) => (position.ContractCode, position.PositionSide, position.MarginMode);

    /// <summary>Whether it has been refused so often that trying again is of no use.</summary>
    public bool IsRefusedForGood(object key)
    {
        lock (_gate)
        {
            return _refusals.GetValueOrDefault(key) >= MostRefusals;
        }
    }

    /// <summary>What was said of it last; null where nothing was.</summary>
    public string? LastWord(object key)
    {
        lock (_gate)
        {
            return _lastWords.GetValueOrDefault(key);
        }
    }

    /// <summary>The client's id of a close of the position of which nobody knows whether it has run; null where there is none. To send it again under that id cannot close anything twice.</summary>
    public string? UnsettledCloseOf(HtxPosition position)
    {
        lock (_gate)
        {
            return _unsettled.GetValueOrDefault(KeyOf(position));
        }
    }

    /// <summary>Takes note of what a look shows.</summary>
    public void See(TradingLook look)
    {
        lock (_gate)
        {
            look.Algos.Found.ToList().ForEach(algo => _seenAlgos[algo.AlgoId] = algo);
        }
    }

    /// <summary>Makes rows of the algo orders that were seen, and are gone although nobody has stopped them: they have fired, or failed with their position.</summary>
    /// <param name="last">The last look.</param>
    public void TellGone(TradingLook last)
    {
        lock (_gate)
        {
            var told = _rows.Where(row => row.Kind == nameof(OrderKind.AlgoOrder)).Select(row => row.OrderId)
                .Concat(last.Algos.Found.Select(algo => algo.AlgoId)).ToHashSet();
            _rows.AddRange(_seenAlgos.Values.Where(algo => !told.Contains(algo.AlgoId)).Select(algo => HaltRows.Gone(algo, Pass)));
        }
    }

    /// <summary>Puts a row in another one's place, of which more is known by now.</summary>
    public void Replace(HtxStopRow row, HtxStopRow better)
    {
        lock (_gate)
        {
            _rows[_rows.IndexOf(row)] = better;
        }
    }

    /// <inheritdoc/>
    public void Known(HtxCancelResult result)
    {
        Add(HaltRows.Of(result, Pass), (result.Kind, result.OrderId), result.Outcome == CancelOutcome.Rejected);
        if (listeners.Cancels is { } cancels)
        {
            Listener.Tell(result, cancels.Known);
        }
    }

    /// <inheritdoc/>
    public void Known(HtxCloseResult result)
    {
        object key = (result.ContractCode, result.PositionSide, result.MarginMode);
        Add(HaltRows.Of(result, Pass), key, result.Outcome is CloseOutcome.Rejected or CloseOutcome.Blocked);
        lock (_gate)
        {
            _unsettled[key] = result.Outcome == CloseOutcome.Unknown ? result.ClientOrderId : null;
        }

        if (listeners.Closes is { } closes)
        {
            Listener.Tell(result, closes.Known);
        }
    }

    private void Add(HtxStopRow row, object key, bool isRefused)
    {
        lock (_gate)
        {
            _rows.Add(row);
            _lastWords[key] = row.Message;
            if (isRefused)
            {
                _refusals[key] = _refusals.GetValueOrDefault(key) + 1;
            }
        }
    }
}
