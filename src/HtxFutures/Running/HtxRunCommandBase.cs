using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Running.Showing;

namespace HtxFutures.Running;

/// <summary>
/// A cmdlet that sends what the pipeline brings as it comes, many at once, and shows each row as soon as it is known,
/// without holding up what is still to be sent.
/// </summary>
/// <typeparam name="TRun">What sends.</typeparam>
/// <typeparam name="TResult">The rows.</typeparam>
public abstract class HtxRunCommandBase<TRun, TResult> : HtxResultCommandBase<TResult>
    where TRun : HtxRun<TResult>
{
    private WaitProgress? _progress;
    private ShowingShare? _share;
    private int _shown;
    private bool _ending;
    private Agreement? _agreement;

    /// <inheritdoc/>
    [Parameter]
    [Session]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public override HtxSession? Session { get; set; }

    /// <inheritdoc/>
    private protected sealed override bool TakesOtherInput => true;

    /// <summary>How the run speaks of what it does.</summary>
    private protected abstract RunWords Words { get; }

    /// <summary>The run; null before it has begun, and when it is over.</summary>
    private protected TRun? Run { get; private set; }

    /// <summary>Begins the run, through the current session.</summary>
    private protected abstract TRun BeginRun();

    /// <summary>Posts what the pipeline has brought, or the command line names.</summary>
    private protected abstract void Take();

    /// <summary>Called when all rows were written: looks at what concerns them together.</summary>
    private protected virtual void TellLast()
    {
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        base.BeginProcessing();
        UseSession();
        TRun run = Run = BeginRun();
        _progress = new WaitProgress(Words.Activity, () => Status(run), () => run.Posted == 0 ? 0 : 100 * run.Settled / run.Posted);
        _share = new ShowingShare();
        StopToken.UnsafeRegister(static run => ((TRun)run!).Abandon(), run);
    }

    /// <inheritdoc/>
    private protected sealed override void Act()
    {
        Take();
        WriteKnown(() => _share!.IsUsedUp);
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        _ending = true;
        Run!.Complete();
        while (Await(stop => Run.WaitToReadAsync(stop).AsTask(), _progress))
        {
            WriteKnown(() => false);
        }

        Show(_progress!.End());
        TellLast();
        EndRun();
    }

    /// <inheritdoc/>
    protected sealed override void Dispose(bool disposing)
    {
        if (disposing && Run is not null)
        {
            // When the upstream has thrown, what it emitted before is still sent. Stopping has abandoned it already.
            AwaitAfterFailure(Run.DisposeAsync().AsTask(), Run.Abandon);
        }

        base.Dispose(disposing);
        Run = null;
    }

    /// <summary>Has the user agree to what is about to be done to one, where PowerShell asks about such things.</summary>
    /// <param name="action">What.</param>
    /// <param name="target">To which one.</param>
    private protected bool IsAgreed(string action, Func<string> target) => (_agreement ??= new Agreement(this, action)).AskOfMany(target);

    /// <summary>Puts one into the run, as soon as there is room.</summary>
    /// <param name="tryPost">Puts it in; false where there is none.</param>
    private protected void Post(Func<TRun, bool> tryPost)
    {
        while (!tryPost(Run!))
        {
            Await(
                async stop =>
                {
                    await Run!.WaitToPostAsync(stop).ConfigureAwait(false);
                    return true;
                },
                _progress);

            // One row at least: while this waited for room, there was time to show it.
            int shown = _shown;
            WriteKnown(() => _shown > shown && _share!.IsUsedUp);
        }
    }

    // What was not sent yet is not sent.
    private protected sealed override void OnEnough() => Run!.Abandon();

    /// <inheritdoc/>
    private protected sealed override string? Untold()
    {
        if (Run is not { Posted: > 0 } run || (run.Posted == _shown && (_ending || !MyInvocation.ExpectingInput)))
        {
            return null;
        }

        var unshown = new List<Enum>();
        while (run.TryRead(out TResult result))
        {
            unshown.Add(Telling.Outcome(result));
        }

        return new EarlyEnd(MyInvocation.MyCommand.Name, Words, run.Posted, run.Unsent, _shown, unshown).ToString();
    }

    private void WriteKnown(Func<bool> isEnough)
    {
        if (!isEnough())
        {
            _share!.Take(() =>
            {
                WriteMessages();
                Show(_progress!.Tick());
            });
        }

        while (!isEnough() && Run!.TryRead(out TResult result))
        {
            _shown++;
            _progress!.Rest();
            _share!.Take(() => Write(result));
        }

        if (RunEnd is not null && !_ending)
        {
            // The next one would meet the same. First, though, the rows of all that are under way.
            EndProcessing();
        }
    }

    private string Status(TRun run) => ProgressText.Answered(run.Posted, run.Answered, run.Settled, Holdup);
}
