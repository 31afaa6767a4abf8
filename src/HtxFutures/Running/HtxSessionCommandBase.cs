using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Running.Accounts;
using HtxFutures.Sessions;

namespace HtxFutures.Running;

/// <summary>
/// A cmdlet that works through the sessions it is given, by the pipeline too, or the runspace's default. All their
/// accounts are worked on side by side, and where somebody is to agree, that is asked once for all of them. Where the
/// pipeline brings nothing that binds, nothing is done, least of all through the default.
/// </summary>
public abstract class HtxSessionCommandBase : HtxAccountsCommandBase
{
    private readonly HashSet<HtxSession> _taken = []; // one that comes again would show and do everything twice
    private readonly List<HtxSession> _gathered = [];
    private bool? _mayProceed;
    private bool _comesOneByOne; // sessions do, by the pipeline
    private bool _isOneNamed; // on the command line, rather than brought by the pipeline

    /// <summary>The sessions to work through; the runspace's default unless given.</summary>
    [Parameter(ValueFromPipeline = true)]
    [Session(Several = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public virtual HtxSession[]? Session { get; set; }

    /// <summary>Whether the pipeline may bring something else than sessions.</summary>
    private protected virtual bool TakesOtherInput => false;

    /// <summary>Whether somebody is to agree before anything is done: then it is asked once, about all accounts.</summary>
    private protected virtual bool Asks => false;

    /// <summary>Where several are open, or were named.</summary>
    private protected sealed override bool NamesAccounts => field = field || Session is { Length: > 1 } || SessionStore.Current.Open.Count > 1;

    // Whether the rows are of several accounts is known once the second session has come, or none has.
    /// <inheritdoc/>
    private protected sealed override bool HoldsBack => _comesOneByOne && Begun == 1;

    /// <summary>Whether there is one account that all can be for, so that nobody else is held up, or hoped for.</summary>
    private protected bool IsAlone => Begun <= 1 && (_isOneNamed || (!ShowsAccounts && Opened.All(account => IsOnlyHere(account.Session))));

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        base.BeginProcessing();
        ShowsAccounts = Session is { Length: > 1 };
        _isOneNamed = Session is { Length: 1 };
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
        FailWhereAllHave();
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

    /// <summary>Does the steps that are ready, and ends the cmdlet where a failure has ended all that it can do.</summary>
    private protected void WriteKnownOrEnd()
    {
        // The next one would meet the same, if it is for the same account. First, though, the rows of all that are under way.
        WriteKnown();
        if (IsAlone && HasOneEnded)
        {
            EndProcessing();
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

    // What was handed to a runspace may be of any account, whether or not a session is open there.
    private static bool IsOnlyHere(HtxSession session) =>
        SessionStore.Current is var store && store.Open.Count <= 1 && (ReferenceEquals(session, store.Default) || store.Open.Contains(session));

    private void Take(HtxSession session)
    {
        _mayProceed ??= Prepare();
        if (_mayProceed != true || !_taken.Add(session))
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
        ShowsAccounts |= Begun > 1;
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
}
