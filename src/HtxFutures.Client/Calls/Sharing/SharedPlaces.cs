using HtxFutures.Time;

namespace HtxFutures.Calls.Sharing;

/// <summary>
/// A sharer's side of a ledger: asks for places when somebody waits, reports what became of them, and goes on with a part of
/// the limit while the ledger cannot be reached. All but <see cref="Wake"/> and what says so is called under the gate.
/// </summary>
internal sealed partial class SharedPlaces
{
    /// <summary>
    /// A place that was granted longer ago is not used: the process may have been stopped, and the ledger may have let it go.
    /// It is looked at when it is handed out, and once more right before its request is sent.
    /// </summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(1);

    // Requests come one after the other, and to ask for each costs more than signing it. Some, lest who comes next finds too little.
    private const int SomeSoon = 8;

    // No medium is worth waiting for longer, and a failed one is tried again so soon that all are back while it is careful.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    // A server must be connected to, and the code for that be compiled.
    private static readonly TimeSpan s_firstPatience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(1);

    // What became of places is told with the next wish; where none comes, so late. Others who wait know sooner when to ask.
    private static readonly TimeSpan s_lazy = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_prompt = TimeSpan.FromMilliseconds(20);

    // Who does nothing hears so often who else there is, lest it take too large a part when the medium fails.
    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(3);

    private readonly object _gate;
    private readonly ILedgerMedium _medium;
    private readonly BudgetScope _scope;
    private readonly TimeProvider _time;
    private readonly LedgerRules _rules;
    private readonly ISharer _sharer;
    private readonly TimeSpan _stall;
    private readonly ITimer _timer;

    private int _inHand;
    private long _grantedAt;
    private LedgerAnswer? _last;
    private DividedLimit? _divided;
    private string? _failure;
    private long _answered;
    private bool _isRunning;
    private bool _isOpen;
    private bool _isAsked;
    private TimeSpan _requestTimeout;
    private long _tried;
    private long _failedAt;
    private long _askAt;
    private (int Urgent, int Ordinary) _wished;
    private long? _unreported;
    private int _ahead;
    private (int Sharers, long Until) _atLeast = (1, long.MinValue);
    private (LedgerReading Reading, long At, TimeSpan RemainingFor)? _reading;
    private TimeSpan _rest;
    private TimeSpan _block;
    private LedgerMediumException? _warning;
    private TaskCompletionSource _heard;

    /// <param name="gate">The budget's gate.</param>
    /// <param name="medium">Where the ledger lies.</param>
    /// <param name="scope">Who shares it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="rules">What holds until the exchange says otherwise.</param>
    /// <param name="sharer">The budget.</param>
    /// <param name="stall">How long a request may still be on its way to being counted when nobody waits for it any more.</param>
    /// <param name="ahead">Places to ask for before anybody waits for them.</param>
    public SharedPlaces(object gate, ILedgerMedium medium, BudgetScope scope, TimeProvider time, LedgerRules rules, ISharer sharer, TimeSpan stall, int ahead)
    {
        (_gate, _medium, _scope, _time, _rules, _sharer, _stall, _ahead) = (gate, medium, scope, time, rules, sharer, stall, ahead);
        _heard = new TaskCompletionSource(Pause.Continuations(time));
        _timer = time.CreateTimer(static places => ((SharedPlaces)places!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The part of the limit that it keeps to; null where the ledger grants.</summary>
    public DividedLimit? Divided(long now)
    {
        if (_divided?.Until?.Ends <= now)
        {
            _divided = null;
        }

        return _divided;
    }

    /// <summary>Places to hand out.</summary>
    public int InHand(long now) => _inHand > 0 && _time.GetElapsedTime(_grantedAt, now) < Life ? _inHand : 0;

    /// <summary>One was handed out. While the limit is divided none is in hand.</summary>
    public void HandOut() => _inHand = Math.Max(0, _inHand - 1);

    /// <summary>Something became of a place.</summary>
    /// <param name="reading">What an answer has announced; null where there was none, or it said nothing.</param>
    /// <param name="remainingFor">For how long what remains in the window surely speaks of a window that is not over.</param>
    public void Note(LedgerReading? reading = null, TimeSpan remainingFor = default)
    {
        long now = _time.GetTimestamp();
        _unreported ??= now;
        _reading = reading is null ? _reading : (reading, now, remainingFor);
    }

    /// <summary>The exchange refused a request for exceeding the budget.</summary>
    public void NoteRest(TimeSpan rest)
    {
        _rest = rest > _rest ? rest : _rest;
        _isAsked = true;
    }

    /// <summary>The exchange's edge refuses this process.</summary>
    public void NoteBlock(TimeSpan block)
    {
        _block = block > _block ? block : _block;
        _isAsked = true;
    }

    /// <summary>A session of the account is open here: others need to know of this process.</summary>
    /// <param name="requestTimeout">The longest that it waits for an answer.</param>
    public void Open(TimeSpan requestTimeout)
    {
        _requestTimeout = requestTimeout > _requestTimeout ? requestTimeout : _requestTimeout;
        _isAsked = true; // whoever connects may want to know who else there is
        _isOpen = true;
    }

    /// <summary>None is any more.</summary>
    public void Close()
    {
        _isAsked |= _isOpen;
        _isOpen = false;
    }

    /// <summary>How it stands.</summary>
    public SharingState State(long now) => new(Sharers(now), (_last?.Free ?? 0) + InHand(now), Divided(now)?.Share);

    /// <summary>What was heard last; null where nothing ever was.</summary>
    public LedgerAnswer? Last => _last;

    /// <summary>When it asks for places that were not granted.</summary>
    public long AskAt => _askAt;

    /// <summary>The failure that nobody was told of yet; null where there is none.</summary>
    public LedgerMediumException? TakeWarning()
    {
        LedgerMediumException? warning = _warning;
        _warning = null;
        return warning;
    }

    /// <summary>Asks the ledger, whether or not there is a need. Ends when it was heard, or has failed. Called without the gate.</summary>
    public Task AskAsync()
    {
        Task heard;
        lock (_gate)
        {
            _isAsked = true;
            heard = _heard.Task;
        }

        Wake();
        return heard;
    }

    /// <summary>Looks whether there is something to ask or tell, and does so. Called without the gate.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            if (_isRunning || !IsDue())
            {
                return;
            }

            _isRunning = true;
        }

        _ = RunAsync();
    }

    private async Task RunAsync()
    {
        do
        {
            await ExchangeAsync().ConfigureAwait(false);
            _sharer.Go();
        }
        while (GoesOn());
    }

    private bool GoesOn()
    {
        lock (_gate)
        {
            return _isRunning = IsDue();
        }
    }

    // Sets the timer where it is not.
    private bool IsDue()
    {
        long now = _time.GetTimestamp();
        long due = Due(now);
        if (due <= now)
        {
            return true;
        }

        if (due < long.MaxValue)
        {
            // Rounded up: a timer counts whole milliseconds, and one that fires early would only be set again.
            _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(_time.GetElapsedTime(now, due).TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }

        return false;
    }

    private long Due(long now)
    {
        long due = long.MaxValue;
        (int urgent, int ordinary) = _sharer.Waiting;
        bool isUsed = _isOpen || urgent + ordinary > 0;
        if (Divided(now) is { } divided)
        {
            (long closes, long ends) = divided.Until ?? (long.MaxValue, long.MaxValue);
            due = isUsed ? Math.Min(_tried < closes ? closes : ends, After(_tried, s_rest)) : due;
        }
        else if (urgent + ordinary > 0 && InHand(now) == 0)
        {
            due = urgent > _wished.Urgent || _wished == default ? now : _askAt;
        }

        if (_unreported is { } since)
        {
            due = Math.Min(due, After(since, _last is { OthersWait: true } ? s_prompt : s_lazy));
        }

        if (_inHand > 0)
        {
            due = Math.Min(due, After(_grantedAt, Life));
        }

        if (isUsed)
        {
            due = Math.Min(due, After(_tried, s_heartbeat));
        }

        if (_isAsked)
        {
            due = now;
        }

        return _failure is null ? due : Math.Max(due, After(_failedAt, s_rest));
    }

    // A ledger that has forgotten does not know all of them before they have reported.
    private int Sharers(long now) => Math.Max(_last?.Sharers ?? 1, now < _atLeast.Until ? _atLeast.Sharers : 1);

    private long After(long since, TimeSpan span) => since + (long)Math.Ceiling(span.TotalSeconds * _time.TimestampFrequency);
}
