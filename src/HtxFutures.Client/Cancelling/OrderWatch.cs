using System.Globalization;
using HtxFutures.Time;

namespace HtxFutures.Cancelling;

/// <summary>
/// Watches cancelled orders until the exchange shows them as final. It looks for all of them at once, and not while
/// more are still coming, so that a few listings serve hundreds.
/// </summary>
/// <param name="search">Finds out which are final.</param>
/// <param name="timeout">The longest watch over an order.</param>
/// <param name="report">Takes each result once it is final, or was watched for long enough.</param>
/// <param name="time">The clock.</param>
internal sealed class OrderWatch(FinalOrderSearch search, TimeSpan timeout, Action<HtxCancelResult> report, TimeProvider time)
{
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private List<WatchedCancel> _watched = [];
    private bool _grew;
    private bool _running;

    /// <summary>Takes a result on, if its order can still be waited for.</summary>
    /// <param name="result">What is known of the order.</param>
    /// <param name="begins">Whether <see cref="RunAsync"/> is to be called now.</param>
    public bool TryAdd(HtxCancelResult result, out bool begins)
    {
        begins = false;
        if (result.Outcome is not (CancelOutcome.Accepted or CancelOutcome.Pending))
        {
            return false;
        }

        lock (_gate)
        {
            _watched.Add(new WatchedCancel(result, time.GetTimestamp()));
            _grew = true;
            begins = !_running;
            _running = true;
            return true;
        }
    }

    /// <summary>Watches until nothing is left to watch.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        TimeSpan pause = s_firstPause;
        TimeSpan unseen = TimeSpan.Zero;
        while (true)
        {
            await Pause.ForAsync(pause, time, cancellationToken).ConfigureAwait(false);
            unseen += pause;
            if (Grew() && unseen < s_longestPause)
            {
                pause = s_firstPause;
                continue;
            }

            HtxException? trouble = await LookAsync(cancellationToken).ConfigureAwait(false);
            if (GiveUpOverdue(trouble))
            {
                return;
            }

            unseen = TimeSpan.Zero;
            pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause;
        }
    }

    private bool Grew()
    {
        lock (_gate)
        {
            bool grew = _grew;
            _grew = false;
            return grew;
        }
    }

    /// <returns>What went wrong, if anything did.</returns>
    private async Task<HtxException?> LookAsync(CancellationToken cancellationToken)
    {
        List<WatchedCancel> watched;
        lock (_gate)
        {
            watched = [.. _watched];
        }

        HtxException? trouble = null;
        foreach (IGrouping<string, WatchedCancel> contract in watched.GroupBy(cancel => cancel.Result.ContractCode))
        {
            try
            {
                WatchedCancel[] cancels = [.. contract];
                Array.ForEach(cancels, cancel => cancel.Looks++);
                Settle(cancels, await search.FindAsync(contract.Key, cancels, cancellationToken).ConfigureAwait(false));
            }
            catch (HtxException failure)
            {
                // The next look may fare better, as long as there is time.
                trouble = failure;
            }
        }

        return trouble;
    }

    private void Settle(WatchedCancel[] cancels, Dictionary<OrderReference, HtxOrder> final)
    {
        foreach (WatchedCancel cancel in cancels)
        {
            if (final.TryGetValue(cancel.Order, out HtxOrder? order))
            {
                Remove(cancel);
                report(FinalResult(cancel, order));
            }
        }
    }

    /// <returns>Whether nothing is left to watch.</returns>
    private bool GiveUpOverdue(HtxException? trouble)
    {
        List<WatchedCancel> overdue;
        lock (_gate)
        {
            overdue = _watched.FindAll(cancel => trouble is { EndsRun: true } || time.GetElapsedTime(cancel.Since) >= timeout);
            _watched = _watched.FindAll(cancel => !overdue.Contains(cancel));
        }

        foreach (WatchedCancel cancel in overdue)
        {
            report(cancel.Result with { Elapsed = Elapsed(cancel), Failure = trouble is { EndsRun: true } ? trouble : NotInTime(cancel, trouble) });
        }

        lock (_gate)
        {
            _running = _watched.Count > 0;
            return !_running;
        }
    }

    private void Remove(WatchedCancel cancel)
    {
        lock (_gate)
        {
            _watched.Remove(cancel);
        }
    }

    private TimeSpan Elapsed(WatchedCancel cancel) => cancel.Result.Elapsed + time.GetElapsedTime(cancel.Since);

    private HtxCancelResult FinalResult(WatchedCancel cancel, HtxOrder order) => cancel.Result with
    {
        OrderId = order.OrderId,
        ClientOrderId = cancel.Result.ClientOrderId ?? order.ClientOrderId,
        Outcome = order.State switch
        {
            OrderState.Filled => CancelOutcome.Filled,
            OrderState.PartiallyCanceled => CancelOutcome.PartiallyCanceled,
            _ => CancelOutcome.Canceled,
        },
        FilledVolume = order.FilledVolume,
        Message = order.State switch
        {
            OrderState.Filled => "The order was executed before the cancel took effect.",
            OrderState.PartiallyCanceled => "The order is cancelled; a part of it was executed.",
            OrderState.Rejected => "The exchange rejected the order; it never stood in the book.",
            _ => "The order is cancelled.",
        },
        Elapsed = Elapsed(cancel),
        Order = cancel.Result.Order ?? order,
    };

    private HtxException NotInTime(WatchedCancel cancel, HtxException? trouble)
    {
        HtxCancelResult result = cancel.Result;
        string why = trouble is null ? "" : $" The last look failed: {trouble.Message}";
        return new HtxException(
            HtxErrorKind.WaitTimeout,
            string.Create(CultureInfo.InvariantCulture, $"The exchange took the cancel of {result.ContractCode} order {cancel.Order.Id}, and did not show it as final within {timeout.TotalSeconds:0.###} s.{why}"))
        {
            Advice = $"Look it up: Get-HtxOrder -ContractCode {result.ContractCode} -{(result.OrderId is null ? "ClientOrderId" : "OrderId")} {cancel.Order.Id}.",
        };
    }
}
