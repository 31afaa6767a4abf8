using HtxFutures.Time;

namespace HtxFutures.Calls.Sharing;

/// <content>One exchange with the ledger, and what follows from its answer, or from there being none.</content>
internal sealed partial class SharedPlaces
{
    private async Task ExchangeAsync()
    {
        LedgerReport report;
        long began;
        lock (_gate)
        {
            began = _time.GetTimestamp();
            report = Report(began);
        }

        bool isOver = false;
        LedgerAnswer? answer = null;
        LedgerMediumException? failure = null;
        TimeSpan longest = report.Last is null ? s_firstPatience : s_patience;
        using (var patience = new CancellationTokenSource(longest, _time))
        {
            try
            {
                Task change = _medium.ChangeAsync(page => Volatile.Read(ref isOver) ? throw new OperationCanceledException() : Apply(page), patience.Token);
                await Pause.ForAsync(change, _time, patience.Token).ConfigureAwait(false);
            }
            catch (LedgerMediumException refused)
            {
                failure = refused;
            }
            catch (OperationCanceledException)
            {
                failure = new LedgerMediumException("it does not answer");
            }
            catch (Exception unforeseen)
            {
                // Whatever it is, requests must not stand in line for ever.
                failure = new LedgerMediumException(unforeseen.Message, unforeseen);
            }

            Volatile.Write(ref isOver, true);
        }

        SharingTelemetry.Tell(_scope, _time.GetElapsedTime(began), failure is not null);
        TimeSpan block = TimeSpan.Zero;
        TaskCompletionSource heard;
        lock (_gate)
        {
            heard = _heard;
            _heard = new TaskCompletionSource(Pause.Continuations(_time));
            if (failure is null)
            {
                Take(answer!, report, began);
                block = answer!.Block;
            }
            else if (_time.GetElapsedTime(began) > longest + s_patience)
            {
                // This process stood still, and not the medium.
                Keep(report);
                _isAsked = true;
            }
            else
            {
                Keep(report);
                Fail(failure);
            }
        }

        if (block > TimeSpan.Zero && report.Block < block)
        {
            _sharer.Blocked(block);
        }

        heard.TrySetResult();

        string Apply(LedgerPage page)
        {
            (string text, answer) = Ledger.Apply(page, report, _rules, _medium.IsGone);
            return text;
        }
    }

    private LedgerReport Report(long now)
    {
        (int urgent, int ordinary) = _sharer.Waiting;
        int unanswered = _sharer.Unanswered;
        _inHand = InHand(now);
        _tried = now;
        _isAsked = false;
        _unreported = null;
        _wished = (urgent, ordinary);
        bool wants = Divided(now) is null && _inHand == 0;
        TimeSpan interval = _last?.Interval ?? _rules.Interval;
        var report = new LedgerReport
        {
            Sharer = _medium.Sharer,
            Last = _last?.Mark,
            UnderWay = unanswered + _inHand,
            Counting = _sharer.Counting(now),
            Urgent = wants ? urgent : 0,
            Ordinary = wants ? Math.Max(ordinary, _ahead - urgent) : 0,
            Soon = wants && urgent + ordinary > 0 ? SomeSoon : 0,
            Lease = Life + Life + _requestTimeout + _stall + interval, // handed out when it is nearly too old, and sent when it is again
            LeaseOnceGone = _stall + interval,
            Reading = Reading(now),
            Rest = _rest,
            Block = _block,
            ComesBack = _failure is not null && _last is not null && _time.GetElapsedTime(_answered, now) >= Quiet(_last),
            Leaves = !_isOpen && unanswered + _inHand + urgent + ordinary == 0,
            NewEpoch = Guid.NewGuid().ToString("N"),
        };
        (_reading, _rest, _block) = (null, default, default);
        return report;
    }

    private LedgerReading? Reading(long now)
    {
        if (_reading is not { } noted)
        {
            return null;
        }

        TimeSpan age = _time.GetElapsedTime(noted.At, now);
        return noted.Reading with
        {
            Remaining = age < noted.RemainingFor ? noted.Reading.Remaining : null,
            OthersFor = noted.Reading.OthersFor - age,
        };
    }

    private void Take(LedgerAnswer answer, LedgerReport report, long began)
    {
        bool isNew = _last is null;
        if (answer.HasForgotten)
        {
            _atLeast = (Sharers(began), After(began, Ledger.Silence));
            _warning = new LedgerMediumException("it knows less than it had answered");
        }

        _last = answer;
        _failure = null;
        _answered = began;
        _ahead = 0;
        _askAt = After(began, answer.AskIn);
        if (answer.Granted > 0)
        {
            _inHand += answer.Granted;
            _grantedAt = began;
        }

        if (answer.Granted >= report.Urgent + report.Ordinary)
        {
            _wished = default; // who comes now has not asked yet
        }

        if (answer.Careful > TimeSpan.Zero)
        {
            GoCarefully(answer, isNew, began);
        }
        else
        {
            _divided = null;
        }

        _sharer.Heard(answer);
    }

    // While the ledger is careful nobody takes anything, but who is alone: some may hold more than their part, and whoever comes
    // back cannot tell whether others were away too.
    private void GoCarefully(LedgerAnswer answer, bool isNew, long began)
    {
        long until = After(began, answer.Careful);
        int sharers = Sharers(began);
        _divided = new DividedLimit(DividedLimit.Part(answer.Limit, sharers), isNew || sharers > 1 ? until : began)
        {
            Until = (until - After(0, s_patience), until),
        };
    }

    // What was not heard has to be told again; the next report is not bound to what this one wished.
    private void Keep(LedgerReport report)
    {
        _inHand = 0;
        _wished = default;
        _rest = report.Rest > _rest ? report.Rest : _rest;
        _block = report.Block > _block ? report.Block : _block;
    }

    private void Fail(LedgerMediumException failure)
    {
        _failedAt = _time.GetTimestamp();
        _ahead = 0;
        if (_failure is null)
        {
            // Also where the ledger was only careful: by the time this one is back, it may grant again.
            _warning = failure;
            _divided = OnItsOwn();
        }

        if (_divided is not null)
        {
            // Whoever was stopped meanwhile tries the ledger before it takes anything more.
            _divided.Until = (After(_failedAt, s_rest + s_patience + s_patience), long.MaxValue);
        }

        _failure = failure.Message;
    }

    // Until what was granted before is over. Who is back by then has missed nothing, since nobody has taken anything on its own:
    // they begin only when all have tried once more.
    private static TimeSpan Quiet(LedgerAnswer last) => (last.Interval * 1.001) + Ledger.LongestWay;

    // Who was never answered does not know who else there is: as if there was one.
    private DividedLimit OnItsOwn()
    {
        int sharers = _last is null ? 2 : Sharers(_failedAt);
        TimeSpan quiet = _last is { } last && sharers > 1 ? Quiet(last) + s_rest + s_patience : TimeSpan.Zero;
        return new DividedLimit(DividedLimit.Part(_last?.Limit ?? _rules.Limit, sharers), After(_failedAt, quiet));
    }
}
