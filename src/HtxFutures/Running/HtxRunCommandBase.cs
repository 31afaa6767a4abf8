using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Running.Accounts;
using HtxFutures.Running.Showing;
using HtxFutures.Sessions;

namespace HtxFutures.Running;

/// <summary>
/// A cmdlet that sends what the pipeline brings as it comes, many at once, and shows each row as soon as it is known,
/// without holding up what is still to be sent. What was listed goes back to the account it was listed in.
/// </summary>
/// <typeparam name="TRun">What sends.</typeparam>
/// <typeparam name="TResult">The rows.</typeparam>
public abstract class HtxRunCommandBase<TRun, TResult> : HtxResultCommandBase<TResult>
    where TRun : HtxRun<TResult>
{
    private readonly Dictionary<HtxSession, AccountRun<TRun, TResult>> _runs = [];
    private bool _ending;
    private Agreement? _agreement;

    /// <inheritdoc/>
    [Parameter]
    [Session(Several = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public override HtxSession[]? Session { get; set; }

    /// <inheritdoc/>
    private protected sealed override bool TakesOtherInput => true;

    /// <summary>How the run speaks of what it does.</summary>
    private protected abstract RunWords Words { get; }

    /// <inheritdoc/>
    private protected sealed override string? Activity => Words.Activity;

    /// <summary>Begins the run of an account.</summary>
    private protected abstract TRun BeginRun(AccountAtWork account);

    /// <summary>Posts what the pipeline has brought, or the command line names.</summary>
    private protected abstract void Take();

    /// <summary>What is looked at when all rows of an account were written; null for nothing.</summary>
    private protected virtual IAsyncEnumerable<Action>? Last(AccountAtWork account) => null;

    /// <inheritdoc/>
    private protected sealed override void TakeInput()
    {
        Take();
        WriteKnownOrEnd();
    }

    /// <inheritdoc/>
    private protected sealed override void EndInput()
    {
        _ending = true;
        foreach (AccountRun<TRun, TResult> run in _runs.Values)
        {
            run.Complete();
        }
    }

    /// <inheritdoc/>
    private protected sealed override IAsyncEnumerable<Action> Act(AccountAtWork account) => throw new InvalidOperationException("What is done depends on what the pipeline brings.");

    /// <inheritdoc/>
    protected sealed override void Dispose(bool disposing)
    {
        if (disposing && _runs.Count > 0)
        {
            // When the upstream has thrown, what it emitted before is still sent. Stopping has abandoned it already.
            AwaitAfterFailure(Task.WhenAll(_runs.Values.Select(run => run.EndAsync())), Abandon);
        }

        base.Dispose(disposing);
        _runs.Clear();
    }

    /// <summary>Has the user agree to what is about to be done to one, where PowerShell asks about such things.</summary>
    /// <param name="action">What.</param>
    /// <param name="target">To which one.</param>
    private protected bool IsAgreed(string action, Func<string> target) => (_agreement ??= new Agreement(this, action)).AskOfMany(target);

    /// <summary>The run of the session that something came from, or that is meant by what is typed by hand.</summary>
    /// <param name="origin">Where it came from.</param>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: it belongs elsewhere.</exception>
    private protected AccountRun<TRun, TResult> RunFor(ItemOrigin origin)
    {
        ShowsAccounts |= origin.IsAmongSeveral;
        return RunOf(origin.Session(Session, SessionStore.Current));
    }

    /// <summary>Tells that one is refused, as its row; ends the cmdlet where there is no account to tell it of, or it was typed by hand.</summary>
    /// <param name="origin">Where it came from.</param>
    /// <param name="failure">Why.</param>
    /// <param name="row">Makes the row.</param>
    private protected void Refuse(ItemOrigin origin, HtxException failure, Func<TRun, TResult> row)
    {
        if (failure.EndsRun || origin.IsAmbiguous(Session))
        {
            Fail(failure, origin.What);
        }

        AccountRun<TRun, TResult> near = Near(origin);
        Write(near.Account, row(near.Run), origin.Told?.Name is { } name && name != near.Account.Name ? name : null);
    }

    /// <summary>Puts one into a run, as soon as there is room.</summary>
    /// <param name="run">The run.</param>
    /// <param name="tryPost">Puts it in; false where there is none.</param>
    private protected void Post(AccountRun<TRun, TResult> run, Func<TRun, bool> tryPost)
    {
        while (!run.TryPost(tryPost, mayWait: !IsAlone))
        {
            AwaitBeside(
                async stop =>
                {
                    await run.Run.WaitToPostAsync(stop).ConfigureAwait(false);
                    return true;
                });

            // One row at least: while this waited for room, there was time to show it.
            int shown = run.Shown;
            WriteKnown(() => run.Shown > shown && Share.IsUsedUp);
        }
    }

    // What was not sent yet is not sent.
    private protected sealed override void OnEnough() => Abandon();

    /// <inheritdoc/>
    private protected sealed override int Percent()
    {
        int posted = _runs.Values.Sum(run => run.Posted);
        return posted == 0 ? 0 : 100 * _runs.Values.Sum(run => run.Run.Settled) / posted;
    }

    /// <inheritdoc/>
    private protected sealed override IEnumerable<string> Untold()
    {
        int posted = _runs.Values.Sum(run => run.Posted);
        int shown = _runs.Values.Sum(run => run.Shown);
        if (posted == 0 || (posted == shown && (_ending || !MyInvocation.ExpectingInput)))
        {
            return [];
        }

        var unshown = new List<Enum>();
        foreach (AccountRun<TRun, TResult> run in _runs.Values)
        {
            while (run.Run.TryRead(out TResult result))
            {
                unshown.Add(Telling.Outcome(result));
            }
        }

        return [new EarlyEnd(MyInvocation.MyCommand.Name, Words, posted, _runs.Values.Sum(run => run.Unsent), shown, unshown).ToString()];
    }

    private AccountRun<TRun, TResult> Near(ItemOrigin origin)
    {
        try
        {
            return RunOf(origin.Near(Session, SessionStore.Current));
        }
        catch (HtxException none)
        {
            Fail(none, origin.What);
            throw;
        }
    }

    private AccountRun<TRun, TResult> RunOf(HtxSession session)
    {
        if (!_runs.TryGetValue(session, out AccountRun<TRun, TResult>? run))
        {
            AccountAtWork account = Open(session);
            run = new AccountRun<TRun, TResult>(account, BeginRun(account));
            account.Counted = () => ProgressText.Answered(run.Posted, run.Run.Answered, run.Run.Settled, account.Holdup);
            StopToken.UnsafeRegister(static run => ((TRun)run!).Abandon(), run.Run);
            _runs.Add(session, run);
            ShowsAccounts |= _runs.Count > 1;
            Begin(account, StepsAsync(run));
        }

        return run;
    }

    private async IAsyncEnumerable<Action> StepsAsync(AccountRun<TRun, TResult> run)
    {
        await foreach (Action step in run.StepsAsync(() => Show(run), StopToken).ConfigureAwait(false))
        {
            yield return step;
        }

        if (run.Account.End is null && Last(run.Account) is { } last)
        {
            await foreach (Action step in last.ConfigureAwait(false))
            {
                yield return step;
            }
        }
    }

    private void Show(AccountRun<TRun, TResult> run)
    {
        if (run.Run.TryRead(out TResult result))
        {
            run.Shown++;
            Write(run.Account, result);
        }
    }

    private void Abandon()
    {
        foreach (AccountRun<TRun, TResult> run in _runs.Values)
        {
            run.Run.Abandon();
        }
    }
}
