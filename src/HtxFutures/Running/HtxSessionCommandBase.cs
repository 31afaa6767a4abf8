using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Errors;
using HtxFutures.Formatting;
using HtxFutures.Running.Accounts;
using HtxFutures.Running.Showing;
using HtxFutures.Sessions;
using HtxFutures.Wording;

namespace HtxFutures.Running;

/// <summary>
/// A cmdlet that works on accounts: through the sessions it is given, by the pipeline too, or the runspace's default. All
/// accounts are worked on side by side, and none waits for another. Where the pipeline brings nothing that binds, nothing
/// is done, least of all through the default.
/// </summary>
/// <remarks>
/// What is done for an account is a stream of steps (<see cref="Act"/>): between them it goes on in the background, and
/// each is done on the pipeline thread, where rows, warnings and errors may be written. A failure that would meet all that
/// is still to be done ends the account's part, and the cmdlet where no account has fared better.
/// </remarks>
public abstract class HtxSessionCommandBase : HtxCommandBase
{
    private readonly List<HtxSession> _gathered = [];
    private readonly List<AccountAtWork> _opened = [];
    private readonly AccountEnds _ends = new();
    private WaitProgress? _progress; // null where each wait has a bar of its own
    private AccountPart? _current; // whose step is being done
    private bool? _mayProceed;
    private bool _comesOneByOne; // sessions do, by the pipeline
    private int _begun;

    /// <summary>The sessions to work through; the runspace's default unless given.</summary>
    [Parameter(ValueFromPipeline = true)]
    [Session(Several = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public virtual HtxSession[]? Session { get; set; }

    /// <summary>Whether the pipeline may bring something else than sessions.</summary>
    private protected virtual bool TakesOtherInput => false;

    /// <summary>Whether what is shown of the accounts comes in the order in which they were named.</summary>
    private protected virtual bool KeepsOrder => false;

    /// <summary>What is under way, for one bar from beginning to end; null where a long wait has one of its own.</summary>
    private protected virtual string? Activity => null;

    /// <summary>Whether somebody is to agree before anything is done: then it is asked once, about all accounts.</summary>
    private protected virtual bool Asks => false;

    /// <summary>Whether there may be rows of several accounts.</summary>
    private protected bool ShowsAccounts { get; set; }

    /// <summary>How much of the time goes into showing.</summary>
    private protected ShowingShare Share { get; } = new();

    /// <summary>What is being done, account by account.</summary>
    private protected AccountParts Parts => field ??= new AccountParts(KeepsOrder);

    /// <inheritdoc/>
    private protected sealed override string WaitStatus => AccountsText.Status(
        Parts.UnderWay.Count > 0 ? [.. Parts.UnderWay.Select(part => part.Account)] : _opened, Math.Max(_begun, _opened.Count)) ?? base.WaitStatus;

    /// <summary>Whether it has to be told which account is meant: where several are open, or were named.</summary>
    private protected bool NamesAccounts => field |= Session is { Length: > 1 } || SessionStore.Current.Open.Count > 1;

    /// <summary>Writes a row, with the column of its account where there may be others.</summary>
    private protected new void WriteObject(object? row)
    {
        TakeBarAway();
        base.WriteObject(ShowsAccounts ? AccountColumn.Add(row) : row);
    }

    /// <summary>Warns of something about an account, and says of which where there are several.</summary>
    private protected void Warn(AccountAtWork account, string text) =>
        WriteWarning(NamesAccounts && !text.Contains($"'{account.Name}'", StringComparison.Ordinal) ? $"HTX session '{account.Name}': {text}" : text);

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        base.BeginProcessing();
        _progress = Activity is { } activity ? new WaitProgress(activity, () => WaitStatus, Percent) : null;
        ShowsAccounts = Session is { Length: > 1 };
        if (MyInvocation.ExpectingInput && !TakesOtherInput && Session is not null)
        {
            Fail(new HtxException(HtxErrorKind.InvalidParameter, $"{MyInvocation.MyCommand.Name} takes sessions from the pipeline and nothing else, and -Session, or $PSDefaultParameterValues, names one already. Nothing was done.")
            {
                Advice = "Name the session once. To cancel listed orders: Get-HtxOrder | Stop-HtxOrder.",
            });
        }

        if (Session is { } named && Array.Find(named, session => session.Unfit is not null) is { } unfit)
        {
            OnNamedUnfit(unfit); // whoever mistypes one of them means another; nothing was begun yet
        }

        BeforeInput();
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        TakeInput();
        WriteKnown();
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        if (_gathered.Count > 0)
        {
            AccountAtWork[] all = [.. _gathered.Select(Open)];
            _gathered.Clear();
            ShowsAccounts |= all.Length > 1;
            foreach (AccountAtWork account in Agreed(all))
            {
                Begin(account, Act(account));
            }
        }

        EndInput();
        WriteRest();
        TellLast();
        if (_ends.Last is { } last)
        {
            Fail(Named(last, last.End!), last.EndTarget);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Parts.GiveUp();
            _opened.ForEach(account => account.Session.Journal.Flush());
        }
    }

    /// <summary>Called when the parameters of the command line are known.</summary>
    private protected virtual void BeforeInput()
    {
    }

    /// <summary>Called where the command line names a session that is none; ends the cmdlet.</summary>
    private protected virtual void OnNamedUnfit(HtxSession session) => Fail(session.Unfit!, session.Name);

    /// <summary>Called once, before anything is done for the first account. Looks at what all of them are to be given.</summary>
    /// <returns>False where that is refused, with an error.</returns>
    private protected virtual bool Prepare() => true;

    /// <summary>What is done for an account.</summary>
    /// <returns>Its steps; null where there is nothing to be done.</returns>
    private protected abstract IAsyncEnumerable<Action>? Act(AccountAtWork account);

    /// <summary>Has the user agree to what is about to be done to accounts. Nothing was begun yet.</summary>
    /// <returns>Those that it is to be done to.</returns>
    private protected virtual IEnumerable<AccountAtWork> Agreed(IReadOnlyList<AccountAtWork> accounts) => accounts;

    /// <summary>Takes what the pipeline has brought, or the command line names: the sessions, unless the cmdlet works on something else.</summary>
    private protected virtual void TakeInput()
    {
        foreach (HtxSession session in Sessions())
        {
            Take(session);
        }
    }

    /// <summary>Called when nothing more comes.</summary>
    private protected virtual void EndInput()
    {
    }

    /// <summary>Called when all parts are over: looks at what concerns them together.</summary>
    private protected virtual void TellLast()
    {
    }

    /// <summary>How much of the whole is done, from 0 to 100; -1 where nobody knows.</summary>
    private protected virtual int Percent() => -1;

    /// <summary>What comes instead where there is no session to work through; null for the error.</summary>
    private protected virtual IAsyncEnumerable<Action>? WithoutSession(HtxException failure) => null;

    /// <summary>The sessions that are given, or the default. Those that cannot be used are told of, and left out.</summary>
    private protected IEnumerable<HtxSession> Sessions()
    {
        IEnumerable<HtxSession?> given = Session ?? Enumerable.Repeat<HtxSession?>(null, 1);
        foreach (HtxSession? session in given)
        {
            if (Resolve(session) is { } open)
            {
                yield return open;
            }
        }
    }

    /// <summary>Begins to work on an account.</summary>
    private protected AccountAtWork Open(HtxSession session)
    {
        var account = new AccountAtWork(session, Messages.Of(NamesAccounts ? session.Name : null), MyInvocation.MyCommand.Name);
        _opened.Add(account);
        WriteSessionWarnings(account);
        return account;
    }

    /// <summary>Begins what is done for an account.</summary>
    private protected void Begin(AccountAtWork account, IAsyncEnumerable<Action>? steps)
    {
        if (steps is not null)
        {
            _begun++;
            Parts.Add(new AccountPart(account, steps, StopToken));
        }
    }

    /// <summary>The steps that write the rows of a stream. What it fails with is told, and ends the account's part only where the next would meet the same.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="target">What they are about, for the error record.</param>
    /// <param name="write">Writes one.</param>
    private protected async IAsyncEnumerable<Action> Rows<T>(IAsyncEnumerable<T> rows, object? target, Action<T> write)
    {
        HtxException? failure = null;
        IAsyncEnumerator<T> each = rows.GetAsyncEnumerator(StopToken);
        await using (each.ConfigureAwait(false))
        {
            while (failure is null)
            {
                try
                {
                    if (!await each.MoveNextAsync().ConfigureAwait(false))
                    {
                        yield break;
                    }
                }
                catch (HtxException caught)
                {
                    failure = caught;
                    continue;
                }

                T row = each.Current;
                yield return () => write(row);
            }
        }

        yield return () => WriteFailure(failure, target);
    }

    /// <summary>The one step of what has nothing to wait for.</summary>
    private protected static async IAsyncEnumerable<Action> Step(Action step)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield return step;
    }

    /// <summary>Writes an error, and names the account where there are several. One that the next would meet too ends the account's part.</summary>
    private protected override void WriteFailure(HtxException failure, object? target)
    {
        if (_current is not { } part)
        {
            base.WriteFailure(failure, target);
        }
        else if (failure.EndsRun)
        {
            part.Account.Ends(failure, target);
            part.GiveUp();
        }
        else
        {
            base.WriteFailure(Named(part.Account, failure), target);
        }
    }

    /// <summary>Which contracts are meant; null where that is refused, with an error.</summary>
    /// <param name="contracts">Codes or patterns as the user gave them; null for all.</param>
    private protected ContractFilter? ParseContracts(string[]? contracts)
    {
        try
        {
            return ContractFilter.Create(contracts);
        }
        catch (HtxException failure)
        {
            WriteFailure(failure, contracts);
            return null;
        }
    }

    /// <summary>Tells what has happened in the session's background since somebody was told.</summary>
    private protected void WriteSessionWarnings(AccountAtWork account)
    {
        foreach (Guidance warning in account.Client.Switch.TakeWarnings())
        {
            WriteWarning($"HTX session '{account.Name}': {GuidanceWords.Of(warning)}");
        }

        if (account.Session.Journal.TakeWarning() is { } gap)
        {
            WriteWarning(gap);
        }
    }

    /// <summary>Does the steps that are ready, for as long as there is time between what is still to come.</summary>
    private protected void WriteKnown()
    {
        // Whether the rows are of several accounts is known once the second session has come, or none has.
        if (!(_comesOneByOne && _begun == 1))
        {
            WriteKnown(() => Share.IsUsedUp);
        }
    }

    /// <summary>Does the steps that are ready.</summary>
    /// <param name="isEnough">Whether it was enough for now.</param>
    private protected void WriteKnown(Func<bool> isEnough)
    {
        if (!isEnough())
        {
            Share.Take(() =>
            {
                WriteMessages();
                Show(_progress?.Tick());
            });
        }

        while (!isEnough() && Parts.TryFind(out AccountPart? part))
        {
            _progress?.Rest();
            Share.Take(() => MoveOn(part));
        }
    }

    /// <summary>Waits on the pipeline thread, under the bar of all parts.</summary>
    private protected T AwaitBeside<T>(Func<CancellationToken, Task<T>> call) => Await(call, _progress);

    /// <summary>The same failure, with the account's name where there are several.</summary>
    private protected HtxException Named(AccountAtWork account, HtxException failure) =>
        NamesAccounts && account.Name.Length > 0 && !failure.Message.Contains($"'{account.Name}'", StringComparison.Ordinal) ? failure.Within($"HTX session '{account.Name}':") : failure;

    private void Take(HtxSession session)
    {
        _mayProceed ??= Prepare();
        if (_mayProceed != true)
        {
            return;
        }

        if (Asks)
        {
            _gathered.Add(session);
            return;
        }

        _comesOneByOne = MyInvocation.ExpectingInput;
        AccountAtWork account = Open(session);
        Begin(account, Act(account));
        ShowsAccounts |= _begun > 1;
    }

    // One that cannot be used is an error of its own, and holds up no other.
    private HtxSession? Resolve(HtxSession? given)
    {
        try
        {
            return SessionResolver.Resolve(given, SessionStore.Current);
        }
        catch (HtxException failure)
        {
            AccountAtWork none = new(given ?? HtxSession.StandIn("", failure), Messages, MyInvocation.MyCommand.Name);
            if (WithoutSession(failure) is { } steps)
            {
                Begin(none, steps);
                return null;
            }

            none.Ends(failure, given?.Name);
            NoteOver(none);
            return null;
        }
    }

    private void MoveOn(AccountPart part)
    {
        if (Taken(part) is not { } step)
        {
            Parts.Remove(part);
            part.GiveUp();
            NoteOver(part.Account);
            return;
        }

        _current = part;
        step();
        _current = null;
        part.Next();
    }

    private Action? Taken(AccountPart part)
    {
        try
        {
            return part.TryTake(out Action? step) ? step : null;
        }
        catch (HtxException failure) when (failure.EndsRun)
        {
            part.Account.Ends(failure, part.Account.Name);
        }
        catch (HtxException failure)
        {
            base.WriteFailure(Named(part.Account, failure), part.Account.Name);
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }

        return null;
    }

    private void NoteOver(AccountAtWork account)
    {
        _ends.Note(account);
        foreach (AccountAtWork ended in _ends.Take(Parts.UnderWay.Any(part => part.Account.End is null)))
        {
            TakeBarAway();
            WriteError(ErrorRecords.From(Named(ended, ended.End!), ended.EndTarget));
        }
    }

    private void WriteRest()
    {
        WriteKnown(static () => false);
        while (Parts.UnderWay.Count > 0)
        {
            AwaitBeside(stop => Parts.WhenReadyAsync().WaitAsync(stop));
            WriteKnown(static () => false);
        }

        Show(_progress?.End());
    }
}
