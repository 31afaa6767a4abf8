using System.Management.Automation;
using HtxFutures.Errors;
using HtxFutures.Formatting;
using HtxFutures.Running.Accounts;
using HtxFutures.Running.Showing;
using HtxFutures.Wording;

namespace HtxFutures.Running;

/// <summary>A cmdlet that works on accounts side by side: none waits for another, and all take turns at the pipeline thread.</summary>
/// <remarks>
/// What is done for an account is a stream of steps: between them it goes on in the background, and each is done on the
/// pipeline thread, where rows, warnings and errors may be written. A failure that would meet all that is still to be done
/// ends the account's part, and the cmdlet where no account has fared better.
/// </remarks>
public abstract class HtxAccountsCommandBase : HtxCommandBase
{
    private readonly List<AccountAtWork> _opened = [];
    private readonly AccountEnds _ends = new();
    private AccountPart? _current; // whose step is being done

    /// <summary>Whether what is shown of the accounts comes in the order in which they were named.</summary>
    private protected virtual bool KeepsOrder => false;

    /// <summary>What is under way, for one bar from beginning to end; null where a long wait has one of its own.</summary>
    private protected virtual string? Activity => null;

    /// <summary>Whether it has to be told which account is meant.</summary>
    private protected abstract bool NamesAccounts { get; }

    /// <summary>Whether no step is to be done yet.</summary>
    private protected abstract bool HoldsBack { get; }

    /// <summary>The accounts that were opened so far.</summary>
    private protected IReadOnlyList<AccountAtWork> Opened => _opened;

    /// <summary>How many parts were begun.</summary>
    private protected int Begun { get; private set; }

    /// <summary>Whether a failure has ended the part of an account.</summary>
    private protected bool HasOneEnded => _opened.Exists(account => account.End is not null);

    /// <summary>Whether there may be rows of several accounts.</summary>
    private protected bool ShowsAccounts { get; set; }

    /// <summary>How much of the time goes into showing.</summary>
    private protected ShowingShare Share { get; } = new();

    /// <summary>What is being done, account by account.</summary>
    private protected AccountParts Parts => field ??= new AccountParts(KeepsOrder);

    /// <inheritdoc/>
    private protected sealed override string WaitStatus => AccountsText.Status(
        Parts.UnderWay.Count > 0 ? [.. Parts.UnderWay.Select(part => part.Account)] : _opened, Math.Max(Begun, _opened.Count)) ?? base.WaitStatus;

    // Null where each wait has a bar of its own.
    private WaitProgress? Progress => Activity is { } activity ? field ??= new WaitProgress(activity, () => WaitStatus, Percent) : null;

    /// <summary>Writes a row, with the column of its account where there may be others.</summary>
    private protected new void WriteObject(object? row)
    {
        TakeBarAway();
        base.WriteObject(ShowsAccounts ? AccountColumn.Add(row) : row);
    }

    /// <summary>Warns of something about an account, and says of which where there are several.</summary>
    private protected void Warn(AccountAtWork account, string text) => WriteWarning(Named(account, text));

    /// <summary>A text about an account, with its name where there are several.</summary>
    private protected string Named(AccountAtWork account, string text) =>
        IsToBeNamed(account, text) ? $"HTX session '{account.Name}': {text}" : text;

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

    /// <summary>How much of the whole is done, from 0 to 100; -1 where nobody knows.</summary>
    private protected virtual int Percent() => -1;

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
            Begun++;
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

    /// <summary>Tells what has happened in the session's background since somebody was told.</summary>
    private protected void WriteSessionWarnings(AccountAtWork account)
    {
        foreach (Guidance warning in account.Client.Switch.TakeWarnings())
        {
            WriteWarning($"HTX session '{account.Name}': {GuidanceWords.Of(warning, account.Argument)}");
        }

        if (account.Client.TakeBudgetWarning() is { } unshared)
        {
            WriteWarning($"HTX session '{account.Name}': {unshared}");
        }

        if (account.Session.Journal.TakeWarning() is { } gap)
        {
            WriteWarning(gap);
        }
    }

    /// <summary>Does the steps that are ready, for as long as there is time between what is still to come.</summary>
    private protected void WriteKnown()
    {
        if (!HoldsBack)
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
            Share.Take(static cmdlet => cmdlet.WriteNews(), this);
        }

        Action<AccountPart> move = MoveOn;
        while (!isEnough() && Parts.TryFind(out AccountPart? part))
        {
            Progress?.Rest();
            Share.Take(move, part);
        }
    }

    /// <summary>Waits on the pipeline thread, under the bar of all parts.</summary>
    private protected T AwaitBeside<T>(Func<CancellationToken, Task<T>> call) => Await(call, Progress);

    /// <summary>The same failure, with the account's name where there are several, and with remedies that are for it.</summary>
    private protected HtxException Named(AccountAtWork account, HtxException failure)
    {
        HtxException its = account.Argument.Length > 0 && failure.Guidance is { } guidance ? failure.Advising(GuidanceWords.Of(guidance, account.Argument)) : failure;
        return IsToBeNamed(account, failure.Message) ? its.Within($"HTX session '{account.Name}':") : its;
    }

    /// <summary>The same of an account that is not at work: what is refused may belong to one.</summary>
    private protected HtxException Elsewhere(string account, HtxException failure) =>
        NamesAccounts && !failure.Message.Contains($"'{account}'", StringComparison.Ordinal) ? failure.Within($"HTX session '{account}':") : failure;

    // A command that is advised may have the name too (-Session 'desk'), and says nothing of whom the rest is about.
    private bool IsToBeNamed(AccountAtWork account, string text)
    {
        string said = account.Argument.Length > 0 ? text.Replace(account.Argument, "", StringComparison.Ordinal) : text;
        return NamesAccounts && account.Name.Length > 0 && !said.Contains($"'{account.Name}'", StringComparison.Ordinal);
    }

    /// <summary>Ends the cmdlet where failures have ended the parts of all accounts.</summary>
    private protected void FailWhereAllHave()
    {
        if (_ends.Last is { } last)
        {
            Fail(Named(last, last.End!), last.EndTarget);
        }
    }

    private void WriteNews()
    {
        WriteMessages();
        Show(Progress?.Tick());
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

    /// <summary>Takes note that an account is done with, and tells of those that a failure has ended.</summary>
    private protected void NoteOver(AccountAtWork account)
    {
        _ends.Note(account);
        TellEnded();
    }

    /// <summary>Tells of the accounts that a failure has ended, but of one that may be what ends the cmdlet.</summary>
    private protected void TellEnded()
    {
        foreach (AccountAtWork ended in _ends.Take(Parts.UnderWay.Any(part => part.Account.End is null)))
        {
            TakeBarAway();
            WriteError(ErrorRecords.From(Named(ended, ended.End!), ended.EndTarget));
        }
    }

    /// <summary>Does all steps, until every part is over.</summary>
    private protected void WriteRest()
    {
        WriteKnown(static () => false);
        while (Parts.UnderWay.Count > 0)
        {
            AwaitBeside(stop => Parts.WhenReadyAsync().WaitAsync(stop));
            WriteKnown(static () => false);
        }

        WriteMessages(); // of requests that were answered while the last rows were written
        Show(Progress?.End());
    }
}
