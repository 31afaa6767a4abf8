using System.Globalization;
using HtxFutures.Calls;
using HtxFutures.Exposure;
using HtxFutures.Orders;
using HtxFutures.Rows;
using HtxFutures.Time;

namespace HtxFutures.Halting;

/// <summary>
/// Stops an account (desk facts 1.9): what is open goes pass by pass, in the order that nothing opens anew and no
/// position loses its stops before it is flat, until two looks in a row show nothing that was to go. It ends before that
/// when its time is over, or nothing is left but what has been refused for good.
/// </summary>
/// <remarks>The first cancel leaves before anything was seen, beside the first look: it needs no listing.</remarks>
internal sealed class TradingHalt
{
    // What was placed or has fired a moment ago is shown within some 0.2 s (desk facts C12, 1.9).
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(1);

    // One that does not end is met again in the next pass.
    private static readonly TimeSpan s_follows = TimeSpan.FromSeconds(5);

    private readonly Caller _caller;
    private readonly HeardRequests _requests;
    private readonly TradingScope _scope;
    private readonly TradingLooks _looks;
    private readonly HaltAim _aim;
    private readonly HaltActs _acts;
    private readonly HaltLedger _ledger;
    private readonly Finals _finals;
    private readonly Newcomers _newcomers;
    private readonly DateTimeOffset _started;
    private readonly TimeSpan _timeout;
    private readonly HashSet<string> _warnings = [];
    private readonly Dictionary<object, HtxAlgoOrder> _stoppedProtection = [];
    private TradingLook? _last;
    private long? _provenAt;
    private int _reachedInARow;
    private int _quietInARow;
    private int _flatInARow;

    /// <param name="caller">Calls the exchange on its behalf.</param>
    /// <param name="news">Tells how orders end, where somebody has it told.</param>
    /// <param name="scope">What is to be stopped.</param>
    /// <param name="options">How far to go.</param>
    /// <param name="listeners">Who hears of what it does.</param>
    public TradingHalt(Caller caller, IOrderNews news, TradingScope scope, StopTradingOptions options, HaltListeners listeners)
    {
        _requests = new HeardRequests(listeners.Requests);
        _caller = caller.HeardBy(_requests).Ahead();
        _scope = scope;
        _timeout = options.Timeout;
        _ledger = new HaltLedger(listeners);
        _looks = new TradingLooks(_caller, scope);
        _aim = new HaltAim(options);
        _acts = new HaltActs(_caller, news, _ledger, s_follows);
        _finals = new Finals(_caller, news, _ledger);
        _started = caller.Connection.Clock.Now;
        _newcomers = new Newcomers(_started);
    }

    /// <summary>Where it stands, in a line for people; the time is added by who shows it.</summary>
    public string Status => _last is { } look
        ? string.Create(CultureInfo.InvariantCulture, $"pass {_ledger.Pass}: {look.Orders.Found.Count} orders, {look.Algos.Found.Count} algo orders, {look.Positions.Found.Count} positions; {_ledger.Count} results")
        : string.Create(CultureInfo.InvariantCulture, $"pass {_ledger.Pass}; {_ledger.Count} results");

    /// <summary>The last look that was read; null where none was.</summary>
    public TradingLook? LastLook => _last;

    /// <summary>What it aims at.</summary>
    public HaltAim Aim => _aim;

    /// <summary>Whether two looks in a row have shown nothing that was to go.</summary>
    public bool IsProven => _reachedInARow >= 2;

    /// <summary>Whether the last two looks show no order of either kind.</summary>
    public bool IsQuiet => _quietInARow >= 2;

    /// <summary>Whether they show no position either.</summary>
    public bool IsFlat => _flatInARow >= 2;

    /// <summary>Whether its time was over before that.</summary>
    public bool TimedOut { get; private set; }

    /// <summary>What has to be known beside the rows.</summary>
    public IEnumerable<string> Warnings => [.. _warnings, .. _acts.Failures, .. _newcomers.Warnings];

    /// <summary>The close-only algo orders that were stopped, or tried to.</summary>
    public IReadOnlyCollection<HtxAlgoOrder> StoppedProtection => _stoppedProtection.Values;

    /// <summary>Stops until it is proven, or cannot be.</summary>
    /// <exception cref="OperationCanceledException">It was given up from outside.</exception>
    public async Task<HtxStopReport> RunAsync(CancellationToken cancellationToken)
    {
        TimeProvider time = _caller.Connection.Time;
        long began = time.GetTimestamp();
        using var tooLong = new CancellationTokenSource(_timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        try
        {
            await StopAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // How things have ended is looked up after the proof, which stands.
            TimedOut = !IsProven;
        }

        return HaltReports.Of(this, _ledger, _scope).With(report =>
        {
            report.Account = _caller.Connection.Account.Name;
            report.Endpoint = _caller.Connection.Endpoint.ToString();
            report.Started = _started.ToUniversalTime();
            report.ElapsedMs = (long)time.GetElapsedTime(began).TotalMilliseconds;
            report.ProvenAfterMs = _provenAt is { } proven ? (long)time.GetElapsedTime(began, proven).TotalMilliseconds : null;
            report.Requests = _requests.Count;
        });
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        // The first cancels leave right behind the first requests of the look, and wait for none of them. So the look
        // tells whose orders those are that the answers name by their ids alone; it proves nothing.
        var listed = new List<TaskCompletionSource<LookedAt<HtxOrder>>>();
        BegunLook look = _looks.Begin(cancellationToken);
        Task cleared = _acts.ClearAsync(_scope, Listed, cancellationToken);
        Task passOn = PassOnAsync(look.Orders, listed);
        await ActAsync(look, cleared, cancellationToken).ConfigureAwait(false);
        await passOn.ConfigureAwait(false);
        Note(await look.WholeAsync().ConfigureAwait(false), proves: false);
        if (_requests.HasLostMassCancel)
        {
            _warnings.Add("The answer to a first cancel was lost. Orders that it took before a listing had shown them have no row, and their number is not known.");
        }

        await ProveAsync(cancellationToken).ConfigureAwait(false);
        _provenAt = IsProven ? _caller.Connection.Time.GetTimestamp() : null;
        _ledger.TellGone(_last!);

        // Afterwards, since what it reads would be missing to the looks.
        await _finals.FindAsync(Contracts(), cancellationToken).ConfigureAwait(false);

        // One for each mass cancel: of several that wait for the same, the framework lets go of one alone on the spot.
        Task<LookedAt<HtxOrder>> Listed()
        {
            listed.Add(new TaskCompletionSource<LookedAt<HtxOrder>>(Pause.Continuations(_caller.Connection.Time)));
            return listed[^1].Task;
        }
    }

    private async Task ProveAsync(CancellationToken cancellationToken)
    {
        TimeSpan pause = s_betweenLooks;
        while (true)
        {
            await Pause.ForAsync(pause, _caller.Connection.Time, cancellationToken).ConfigureAwait(false);
            BegunLook look = _looks.Begin(cancellationToken);
            TradingLook whole = await look.WholeAsync().ConfigureAwait(false);
            Note(whole, proves: true);
            if (IsProven || (_reachedInARow == 0 && IsAtItsEnd(whole)))
            {
                return;
            }

            if (_reachedInARow == 0)
            {
                pause = pause * 1.2 < s_longestPause ? pause * 1.2 : s_longestPause;
                if (_aim.HasWork(whole, _ledger))
                {
                    _ledger.Pass++;
                    await ActAsync(look, _acts.StopAsync(whole.Orders.Found, cancellationToken), cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private static async Task PassOnAsync(Task<LookedAt<HtxOrder>> orders, List<TaskCompletionSource<LookedAt<HtxOrder>>> to)
    {
        try
        {
            LookedAt<HtxOrder> found = await orders.ConfigureAwait(false);
            to.ForEach(one => one.TrySetResult(found));
        }
        catch (OperationCanceledException givenUp)
        {
            to.ForEach(one => one.TrySetCanceled(givenUp.CancellationToken));
        }
    }

    /// <summary>One pass. What may open goes before positions are closed, and what protects them when they are gone.</summary>
    private async Task ActAsync(BegunLook look, Task orders, CancellationToken cancellationToken)
    {
        Task openers = StopOpenersAsync(look, cancellationToken);
        await Task.WhenAll(orders, openers).ConfigureAwait(false);
        IReadOnlyList<HtxPosition> positions = _aim.ClosesPositions ? (await look.Positions.ConfigureAwait(false)).Found : [];
        if (positions.Count > 0)
        {
            await _acts.CloseAsync(positions, cancellationToken).ConfigureAwait(false);
            look = _looks.BeginAgain(look, cancellationToken);
        }

        TradingLook whole = await look.WholeAsync().ConfigureAwait(false);
        HtxAlgoOrder[] protection = [.. whole.Algos.Found.Where(algo => algo.ClosesOnly && !_aim.IsLeft(algo, whole))];
        foreach (HtxAlgoOrder algo in protection)
        {
            _stoppedProtection[HaltLedger.KeyOf(algo)] = algo;
        }

        await _acts.StopAsync(protection, cancellationToken).ConfigureAwait(false);
    }

    private async Task StopOpenersAsync(BegunLook look, CancellationToken cancellationToken)
    {
        LookedAt<HtxAlgoOrder> algos = await look.Algos.ConfigureAwait(false);
        await _acts.StopAsync([.. algos.Found.Where(algo => !algo.ClosesOnly)], cancellationToken).ConfigureAwait(false);
    }

    private void Note(TradingLook look, bool proves)
    {
        _last = look;
        _ledger.See(look);
        _newcomers.Note(look);
        _reachedInARow = proves && _aim.IsReached(look) ? _reachedInARow + 1 : 0;
        _quietInARow = proves && HaltAim.IsQuiet(look) ? _quietInARow + 1 : 0;
        _flatInARow = proves && HaltAim.IsFlat(look) ? _flatInARow + 1 : 0;
        if (look.BalanceFailure is { } failure)
        {
            _warnings.Add($"The balance could not be read, so whether margin is in use is not known: {failure.Message}");
        }
    }

    private HashSet<string> Contracts() => _ledger.Rows.Select(row => row.ContractCode)
        .Concat(_last!.Algos.Found.Select(algo => algo.ContractCode))
        .Concat(_last.Positions.Found.Select(position => position.ContractCode))
        .Where(code => code.Length > 0)
        .ToHashSet(StringComparer.Ordinal);

    // What another look or another try would meet again.
    private bool IsAtItsEnd(TradingLook look) =>
        _aim.IsHopeless(look, _ledger)
        || look.Unlisted.Any(part => part.Failure.Kind is HtxErrorKind.NotConnected or HtxErrorKind.AuthenticationFailed or HtxErrorKind.ClockSkew or HtxErrorKind.PermissionDenied or HtxErrorKind.Blocked);
}
