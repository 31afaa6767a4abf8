using System.Globalization;
using HtxFutures.Http;
using HtxFutures.Time;

namespace HtxFutures.AutoCancel;

/// <summary>
/// Sets the exchange's dead-man's switch, knows how a session has left it, and renews it from the background where that
/// is asked for. Settings are made one at a time: an earlier one that arrived after a later one would move the deadline
/// behind everybody's back.
/// </summary>
internal sealed class AutoCancelSwitch : IDisposable
{
    // A renewal every third of the time-out leaves room for one that fails, and for repeating it.
    private const int RenewalsPerTimeout = 3;

    // More doublings of the pause than lead to any third of a time-out.
    private const int MostDoublings = 20;

    private readonly ExchangeConnection _connection;
    private readonly TimeProvider _time;
    private readonly Random _jitter;
    private readonly OneByOne _settings;
    private readonly object _gate = new();
    private readonly AutoCancelWarnings _warnings;
    private AutoCancelSetting? _setting;
    private CancellationTokenSource? _renewing;
    private string? _lastError;
    private bool _inDoubt;
    private bool _closed;

    public AutoCancelSwitch(ExchangeConnection connection, TimeProvider time, Random jitter)
    {
        _connection = connection;
        _time = time;
        _jitter = jitter;
        _settings = new OneByOne(time);
        _warnings = new AutoCancelWarnings(time);
    }

    /// <summary>How this session has left the switch.</summary>
    public HtxAutoCancel State
    {
        get
        {
            lock (_gate)
            {
                return Snapshot();
            }
        }
    }

    /// <summary>The renewing in the background; completed where there is none.</summary>
    internal Task Renewing { get; private set; } = Task.CompletedTask;

    /// <summary>Sets the switch, or sets it again.</summary>
    /// <param name="connection">What to set it through.</param>
    /// <param name="timeout">How long until it triggers.</param>
    /// <param name="keepAlive">Whether to renew it from the background; null to leave that as it is.</param>
    /// <param name="cancellationToken">Gives it up; it may have been set.</param>
    /// <exception cref="HtxException">It failed; a renewing in the background goes on as before.</exception>
    public Task<HtxAutoCancel> EnableAsync(ExchangeConnection connection, TimeSpan timeout, bool? keepAlive, CancellationToken cancellationToken)
    {
        AutoCancelRequest.Check(timeout);
        return _settings.RunAsync(
            async () =>
            {
                await SetAsync(connection, timeout, cancellationToken).ConfigureAwait(false);
                lock (_gate)
                {
                    bool renews = keepAlive ?? _renewing is not null;
                    StopRenewing();
                    if (renews && !_closed)
                    {
                        StartRenewing(timeout);
                    }

                    return Snapshot();
                }
            },
            cancellationToken);
    }

    /// <summary>Switches it off, whoever has set it.</summary>
    /// <param name="connection">What to switch it off through.</param>
    /// <param name="cancellationToken">Gives it up; it may have been switched off.</param>
    /// <exception cref="HtxException">It failed; a renewing in the background goes on as before, since the switch may still be set.</exception>
    public Task<HtxAutoCancel> DisableAsync(ExchangeConnection connection, CancellationToken cancellationToken) => _settings.RunAsync(
        async () =>
        {
            await SetAsync(connection, null, cancellationToken).ConfigureAwait(false);
            lock (_gate)
            {
                StopRenewing();
                return Snapshot();
            }
        },
        cancellationToken);

    /// <summary>Takes what the user must be told of the background, each incident once.</summary>
    public IReadOnlyList<string> TakeWarnings()
    {
        lock (_gate)
        {
            if (IsOverdue(_setting))
            {
                _warnings.Triggered(_setting!.TriggersAt!.Value, _inDoubt);
            }

            return _warnings.Take();
        }
    }

    /// <summary>Stops the renewing. The switch stays at the exchange as it is: whether to switch it off is for the user to say.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            StopRenewing();
        }
    }

    private HtxAutoCancel Snapshot()
    {
        bool isSet = _setting?.TriggersAt is not null;
        bool isOverdue = IsOverdue(_setting);
        return new HtxAutoCancel
        {
            Enabled = isSet && !isOverdue,
            KeepAlive = _renewing is not null,
            Timeout = _setting?.Timeout,
            ExchangeTime = _setting?.ExchangeTime,
            TriggersAt = _setting?.TriggersAt,
            Triggered = isOverdue,
            InDoubt = _inDoubt,
            LastError = _lastError,
        };
    }

    // By the time that has passed here, since the local clock may be set meanwhile; counted from the confirmation, so
    // never too early.
    private bool IsOverdue(AutoCancelSetting? setting) =>
        setting?.TriggersAt is not null && _time.GetElapsedTime(setting.Received) >= setting.Span;

    private async Task<AutoCancelSetting> SetAsync(ExchangeConnection connection, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        CallResult call;
        try
        {
            call = await connection.CallAsync(AutoCancelRequest.Create(timeout), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            NoteDoubt();
            throw;
        }

        if (call.MayHaveRun && call.Failure is not null)
        {
            NoteDoubt();
        }

        if (call.Failure is { } failure)
        {
            throw call.MayHaveRun && !failure.EndsRun ? Unknown(timeout, failure) : failure;
        }

        var setting = AutoCancelSetting.Read(timeout, call.Envelope, connection.Clock.Now, _time.GetTimestamp());
        lock (_gate)
        {
            if (_setting?.TriggersAt is { } deadline)
            {
                // The exchange's own clock says so for sure, also where this machine has slept. By the time that has
                // passed here, the answer may only have been slow.
                bool surely = deadline <= setting.ExchangeTime;
                if (surely || IsOverdue(_setting))
                {
                    _warnings.Triggered(deadline, _inDoubt || !surely);
                }
            }

            _warnings.Recovered();
            _setting = setting;
            _lastError = null;
            _inDoubt = false;
        }

        return setting;
    }

    private static HtxException Unknown(TimeSpan? timeout, HtxException failure) => new(
        HtxErrorKind.OutcomeUnknown,
        $"It is not known whether the exchange has {(timeout is null ? "switched the dead-man's switch off" : "set the dead-man's switch")}. {failure.Message}",
        failure)
    {
        Code = failure.Code,
        HttpStatus = failure.HttpStatus,
        Path = failure.Path,
        Advice = "Try again: to set it twice, or to switch it off twice, does no harm.",
    };

    private void StartRenewing(TimeSpan timeout)
    {
        _renewing = new CancellationTokenSource();
        Renewing = RenewAsync(timeout, _setting!.RenewWithin, _renewing.Token);
    }

    private void StopRenewing()
    {
        _renewing?.Cancel();
        _renewing?.Dispose();
        _renewing = null;
        _lastError = null;
    }

    private async Task RenewAsync(TimeSpan timeout, TimeSpan span, CancellationToken stop)
    {
        TimeSpan pause = span / RenewalsPerTimeout;
        int failures = 0;
        while (true)
        {
            try
            {
                await Pause.ForAsync(pause, _time, stop).ConfigureAwait(false);
                span = (await _settings.RunAsync(() => RenewOnceAsync(timeout, span, stop), stop).ConfigureAwait(false)).RenewWithin;
                pause = span / RenewalsPerTimeout;
                failures = 0;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // Whatever it was: renewing that ended silently would let the switch trigger. It goes on after the
                // deadline too, so that orders that are placed then are guarded again.
                failures = Math.Min(failures + 1, MostDoublings);
                TimeSpan growing = RepeatRules.PauseAfter(failures, _jitter);
                pause = growing < span / RenewalsPerTimeout ? growing : span / RenewalsPerTimeout;
                Note(failure, stop);
            }
        }
    }

    /// <summary>Renews the switch, and gives up early enough to try once more before it triggers.</summary>
    private async Task<AutoCancelSetting> RenewOnceAsync(TimeSpan timeout, TimeSpan span, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested(); // a change of mind may have had its turn before
        TimeSpan limit;
        lock (_gate)
        {
            TimeSpan left = span - _time.GetElapsedTime(_setting!.Received);
            limit = left > span / RenewalsPerTimeout ? left / 2 : span / RenewalsPerTimeout;
        }

        using var timer = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stop);
        try
        {
            return await SetAsync(_connection, timeout, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new HtxException(HtxErrorKind.OutcomeUnknown, string.Create(CultureInfo.InvariantCulture, $"no answer came within {limit.TotalSeconds:0.#} s."));
        }
    }

    private void NoteDoubt()
    {
        lock (_gate)
        {
            _inDoubt = true;
        }
    }

    private void Note(Exception failure, CancellationToken stop)
    {
        lock (_gate)
        {
            if (!stop.IsCancellationRequested)
            {
                _lastError = failure.Message;
                _warnings.Failed(failure.Message, _setting?.TriggersAt);
            }
        }
    }
}
