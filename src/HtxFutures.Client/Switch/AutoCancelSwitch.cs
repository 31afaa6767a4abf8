using System.Globalization;
using HtxFutures.Calls;
using HtxFutures.Errors;

namespace HtxFutures.Switch;

/// <summary>
/// The exchange's dead-man's switch of one account, as all its sessions in this process have left it. Settings are made
/// one at a time, whichever session they come from: an earlier one that arrived after a later one would move the
/// deadline behind everybody's back. One that is given up may arrive later all the same; so what was confirmed is set
/// again until that cannot be any more (<see cref="AutoCancelDoubts"/>).
/// </summary>
internal sealed class AutoCancelSwitch
{
    private readonly TimeProvider _time;
    private readonly OneByOne _settings;
    private readonly AutoCancelKeeper _keeper;
    private readonly AutoCancelRecord _record;
    private readonly AutoCancelSeats _seats = new();
    private readonly object _gate = new();
    private AutoCancelSeat? _renewer;
    private string? _lastError;

    public AutoCancelSwitch(TimeProvider time, Random jitter)
    {
        _time = time;
        _settings = new OneByOne(time);
        _keeper = new AutoCancelKeeper(this, time, jitter);
        _record = new AutoCancelRecord(time);
    }

    /// <summary>How this process has left the switch.</summary>
    public HtxAutoCancel State => Read(record => record.Show(_renewer is not null, _lastError, _seats.Any?.Caller.Connection.Clock.Now));

    /// <summary>The work in the background; completed where there is none.</summary>
    internal Task Keeping => _keeper.Work;

    /// <summary>A session of the account was opened.</summary>
    public void Join(AutoCancelSeat seat)
    {
        lock (_gate)
        {
            seat.Warnings.Found(State);
            _seats.Add(seat);
        }
    }

    /// <summary>
    /// A session of the account was closed. What it renewed is renewed no more. The switch stays at the exchange as it
    /// is: whether to switch it off is for the user to say.
    /// </summary>
    public void Leave(AutoCancelSeat seat)
    {
        lock (_gate)
        {
            _seats.Remove(seat);
            if (ReferenceEquals(_renewer, seat))
            {
                _renewer = null;
                _seats.Tell(warnings => warnings.Ended(_record.Setting?.TriggersAt));
                Keep();
            }
            else if (_seats.Any is null)
            {
                _keeper.Stop();
            }
        }
    }

    /// <summary>A session goes on without anybody who could close it.</summary>
    /// <param name="seat">The session.</param>
    /// <param name="how">How so, as a clause about the session.</param>
    /// <param name="isTold">Whether there is another session to tell of it.</param>
    /// <returns>Whether it renews the switch.</returns>
    public bool Orphan(AutoCancelSeat seat, string how, out bool isTold)
    {
        lock (_gate)
        {
            seat.IsOrphaned = true;
            isTold = _seats.HasListener;
            if (!ReferenceEquals(_renewer, seat))
            {
                return false;
            }

            _seats.Tell(warnings => warnings.Orphaned(how), except: seat);
            return true;
        }
    }

    /// <summary>Sets the switch, or sets it again.</summary>
    /// <param name="seat">The session that sets it.</param>
    /// <param name="caller">What to set it through.</param>
    /// <param name="timeout">How long until it triggers.</param>
    /// <param name="keepAlive">Whether to renew it from the background, through this session; null to leave that as it is.</param>
    /// <param name="cancellationToken">Gives it up; it may have been set.</param>
    /// <exception cref="HtxException">It failed; a renewing in the background goes on as before.</exception>
    public Task<HtxAutoCancel> EnableAsync(AutoCancelSeat seat, Caller caller, TimeSpan timeout, bool? keepAlive, CancellationToken cancellationToken)
    {
        AutoCancelRequest.Check(timeout);
        return SetAsync(seat, caller, timeout, () => keepAlive switch { true => seat, false => null, _ => _renewer }, cancellationToken);
    }

    /// <summary>Switches it off, whoever has set it, and ends the renewing, whoever began it.</summary>
    /// <param name="seat">The session that switches it off.</param>
    /// <param name="caller">What to switch it off through.</param>
    /// <param name="cancellationToken">Gives it up; it may have been switched off.</param>
    /// <exception cref="HtxException">It failed; a renewing in the background goes on as before, since the switch may still be set.</exception>
    public Task<HtxAutoCancel> DisableAsync(AutoCancelSeat seat, Caller caller, CancellationToken cancellationToken) =>
        SetAsync(seat, caller, null, static () => null, cancellationToken);

    /// <summary>Takes what a session's user must be told of the background, each incident once.</summary>
    public IReadOnlyList<Guidance> TakeWarnings(AutoCancelSeat seat)
    {
        lock (_gate)
        {
            if (_record.IsOverdue)
            {
                seat.Warnings.Triggered(_record.Setting!.TriggersAt!.Value, _record.InDoubt);
            }

            return seat.Warnings.Take();
        }
    }

    /// <summary>Reads what is known of the switch.</summary>
    internal T Read<T>(Func<AutoCancelRecord, T> read)
    {
        lock (_gate)
        {
            return read(_record);
        }
    }

    /// <summary>Sets the switch again from the background, and gives up early enough to try once more before it triggers.</summary>
    /// <returns>Whether to go on.</returns>
    internal Task<bool> KeepAsync(CancellationToken stop) => _settings.RunAsync(() => KeepInTurnAsync(stop), stop);

    /// <summary>What was done from the background failed.</summary>
    internal void NoteFailure(Exception failure, CancellationToken stop)
    {
        lock (_gate)
        {
            if (!stop.IsCancellationRequested)
            {
                _lastError = failure.Message;
                _seats.Tell(warnings => warnings.Failed(failure.Message, _record.Setting?.TriggersAt));
            }
        }
    }

    private Task<HtxAutoCancel> SetAsync(AutoCancelSeat seat, Caller caller, TimeSpan? timeout, Func<AutoCancelSeat?> renewer, CancellationToken cancellationToken) =>
        _settings.RunAsync(
            async () =>
            {
                try
                {
                    await SendAsync(caller, timeout, wanted: timeout, cancellationToken).ConfigureAwait(false);
                }
                catch
                {
                    lock (_gate)
                    {
                        if (_keeper.IsWorking)
                        {
                            Keep(); // in the light of what may have run
                        }
                    }

                    throw;
                }

                lock (_gate)
                {
                    _renewer = renewer() is { IsClosed: false } open ? open : null;
                    if (_record.Doubts.Contradict(_record.Setting!))
                    {
                        seat.Warnings.Doubted(isOn: timeout is not null, _record.Doubts.Left);
                    }

                    Keep();
                    return State;
                }
            },
            cancellationToken);

    private void Keep()
    {
        _keeper.Stop();
        if (_renewer is not null || (_record is { Setting: not null, InDoubt: true } && _seats.Any is not null))
        {
            _keeper.Start();
        }
    }

    private async Task<bool> KeepInTurnAsync(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested(); // a change of mind may have had its turn before
        if (NextTask() is not { } task)
        {
            return false;
        }

        using var timer = new CancellationTokenSource(task.Limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stop);
        try
        {
            await SendAsync(task.Caller, task.Timeout, task.Wanted, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new HtxException(HtxErrorKind.OutcomeUnknown, string.Create(CultureInfo.InvariantCulture, $"no answer came within {task.Limit.TotalSeconds:0.#} s."));
        }

        lock (_gate)
        {
            return _renewer is not null || _record.InDoubt;
        }
    }

    /// <summary>What there is to do in the background; null where there is nothing, or no session to do it through.</summary>
    private (Caller Caller, TimeSpan? Timeout, TimeSpan? Wanted, TimeSpan Limit)? NextTask()
    {
        lock (_gate)
        {
            if ((_renewer ?? _seats.Any) is not { } seat)
            {
                return null;
            }

            AutoCancelSetting setting = _record.Setting!;
            TimeSpan? timeout = setting.Timeout;
            if (_renewer is null && timeout is not null)
            {
                // Nobody wants it renewed, so its deadline stays; where that is too near to be set again, nothing is left to do.
                TimeSpan? rest = setting.TriggersAt - seat.Caller.Connection.Clock.Now;
                timeout = rest < timeout ? rest : timeout;
                if (timeout < AutoCancelRequest.Shortest)
                {
                    return null;
                }
            }

            return (seat.Caller, timeout, setting.Timeout, _record.LongestWait);
        }
    }

    private Task SendAsync(Caller caller, TimeSpan? timeout, TimeSpan? wanted, CancellationToken cancellationToken) => AutoCancelSender.SendAsync(
        caller,
        timeout,
        setting => Confirm(setting with { Timeout = wanted }),
        () =>
        {
            lock (_gate)
            {
                _record.Doubts.Add(timeout);
            }
        },
        _time,
        cancellationToken);

    private void Confirm(AutoCancelSetting setting)
    {
        lock (_gate)
        {
            if (_record.Setting?.TriggersAt is { } deadline)
            {
                // The exchange's own clock says so for sure, also where this machine has slept. By the time that has
                // passed here, the answer may only have been slow.
                bool surely = deadline <= setting.ExchangeTime;
                if (surely || _record.IsOverdue)
                {
                    bool inDoubt = !surely || _record.InDoubt;
                    _seats.Tell(warnings => warnings.Triggered(deadline, inDoubt));
                }
            }

            _seats.Tell(warnings => warnings.Recovered());
            _record.Confirm(setting);
            _lastError = null;
        }
    }
}
