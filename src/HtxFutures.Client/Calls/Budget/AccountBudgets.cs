using System.Globalization;
using HtxFutures.Calls.Sharing;

namespace HtxFutures.Calls.Budget;

/// <summary>The request budgets of one account: shared by all its sessions in the process, and by other processes through a ledger.</summary>
internal sealed class AccountBudgets(TimeProvider timeProvider, int assumedLimit)
{
    private static readonly TimeSpan s_firstBlock = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longestBlock = TimeSpan.FromMinutes(10);

    private readonly object _gate = new();
    private TimeSpan _nextBlock = s_firstBlock;
    private long _blockedUntil = long.MinValue;
    private ILedgerMedia? _media;
    private int _sessions;

    public RequestBudget Trade { get; } = new(BudgetBucket.Trade, timeProvider, assumedLimit);

    public RequestBudget Read { get; } = new(BudgetBucket.Read, timeProvider, assumedLimit);

    /// <summary>One of the two; null for what draws on none.</summary>
    public RequestBudget? Of(BudgetBucket? bucket) => bucket switch
    {
        null => null,
        BudgetBucket.Read => Read,
        _ => Trade,
    };

    /// <summary>What they are shared by beyond this process; null where that is nothing.</summary>
    public ILedgerMedia? Media
    {
        get
        {
            lock (_gate)
            {
                return _media;
            }
        }
    }

    /// <summary>A session of the account begins.</summary>
    /// <param name="media">What it shares by; null for what the others do.</param>
    /// <param name="mustShare">Whether it has to be that; else what the others share by goes before.</param>
    /// <param name="name">Makes the account's name there.</param>
    /// <param name="requestTimeout">The longest that it waits for an answer.</param>
    /// <exception cref="HtxException">Others are open that share by something else: of one account in one process, all count together.</exception>
    public void Join(ILedgerMedia? media, bool mustShare, Func<string> name, TimeSpan requestTimeout)
    {
        lock (_gate)
        {
            bool isOther = media is not null && !ReferenceEquals(media, _media);
            bool isTaken = _media is not null && _sessions > 0;
            if (isOther && isTaken && mustShare)
            {
                throw new HtxException(HtxErrorKind.InvalidParameter, $"Sessions of this account are open in this process, and share its request budget by {_media!.Place}; all of them have to share it by the same. Nothing was connected to.")
                {
                    Advice = "Name the same for this session, or disconnect the others first.",
                };
            }

            if (isOther && !isTaken)
            {
                _media = media!;
                string ledger = name();
                Trade.Share(_media.Open($"{ledger}-trade"), _media.Scope);
                Read.Share(_media.Open($"{ledger}-read"), _media.Scope);
            }

            _sessions++;
        }

        Trade.Open(requestTimeout);
        Read.Open(requestTimeout);
    }

    /// <summary>A session of the account has ended.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            if (--_sessions > 0)
            {
                return;
            }
        }

        Trade.Close();
        Read.Close();
    }

    /// <summary>Why the budgets are not shared at the moment, once for each time that this begins; null where there is nothing to tell.</summary>
    public string? TakeWarning()
    {
        LedgerMediumException? trade = Trade.TakeWarning();
        LedgerMediumException? read = Read.TakeWarning();
        if ((trade ?? read) is not { } failure || Media is not { } media)
        {
            return null;
        }

        HtxRequestBudget budget = (trade is null ? Read : Trade).Snapshot();
        string part = budget.Share is { } share && share < budget.Limit ? $"keeps to {share} of" : "goes on alone, with all";
        return string.Create(CultureInfo.InvariantCulture, $"The request budget cannot be shared by {media.Place}: {failure.Message}. Until it can be again, which is tried all the time, this process {part} {budget.Limit} requests in {budget.Interval.TotalSeconds} s.{(failure.Advice is { } advice ? $" {advice}" : "")}");
    }

    /// <summary>Asks the ledgers how the budgets stand; done at once where there are none.</summary>
    public Task AskAsync() => Task.WhenAll(Trade.AskAsync(), Read.AskAsync());

    /// <summary>The budgets as they stand.</summary>
    public IReadOnlyList<HtxRequestBudget> Snapshot() => [Trade.Snapshot(), Read.Snapshot()];

    /// <summary>
    /// The exchange's edge refuses this machine: to go on would make it worse, so nothing is sent for a while, longer
    /// each time it happens again: 1, 2, 4, 8, 10 minutes. No official figure is known (facts 5).
    /// </summary>
    /// <param name="failure">Makes the error out of the moment at which to try again, on the local clock.</param>
    /// <returns>The error.</returns>
    public HtxException Block(Func<DateTimeOffset, HtxException> failure)
    {
        TimeSpan pause;
        lock (_gate)
        {
            long now = timeProvider.GetTimestamp();
            pause = _nextBlock;
            if (_blockedUntil > now)
            {
                // Requests that were under way meet the same block; it is no new one.
                pause = timeProvider.GetElapsedTime(now, _blockedUntil);
            }
            else
            {
                _blockedUntil = now + (long)(pause.TotalSeconds * timeProvider.TimestampFrequency);
                _nextBlock = pause * 2 < s_longestBlock ? pause * 2 : s_longestBlock;
            }
        }

        HtxException error = failure(timeProvider.GetLocalNow() + pause);
        Trade.Block(error, pause);
        Read.Block(error, pause);
        return error;
    }

    /// <summary>The exchange answered: the next block, if there is one, is a first one again.</summary>
    public void Answered()
    {
        lock (_gate)
        {
            _nextBlock = s_firstBlock;
        }
    }
}
