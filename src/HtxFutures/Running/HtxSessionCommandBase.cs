using System.Globalization;
using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Errors;
using HtxFutures.Journal;
using HtxFutures.Sessions;
using HtxFutures.Wording;

namespace HtxFutures.Running;

/// <summary>
/// A cmdlet that works through a session: the one it is given, by the pipeline too, or the runspace's default. All is done
/// record by record: where the pipeline brings nothing that binds, nothing is done, least of all through the default.
/// </summary>
public abstract class HtxSessionCommandBase : HtxCommandBase
{
    /// <summary>The session to work through; the runspace's default unless given.</summary>
    [Parameter(ValueFromPipeline = true)]
    [Session]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public virtual HtxSession? Session { get; set; }

    /// <summary>The session to work through.</summary>
    private protected HtxSession CurrentSession { get; private set; } = null!;

    /// <summary>The session's client. Its desks are to be heard by <see cref="HtxCommandBase.Messages"/>.</summary>
    private protected HtxFuturesClient Client => CurrentSession.Client;

    /// <summary>Makes rows of what becomes known to this cmdlet.</summary>
    private protected CommandJournal Journal => new(CurrentSession.Journal, CurrentSession.Name, MyInvocation.MyCommand.Name);

    /// <summary>Whether the pipeline may bring something else than sessions.</summary>
    private protected virtual bool TakesOtherInput => false;

    /// <inheritdoc/>
    private protected override string? Holdup
    {
        get
        {
            DateTimeOffset? until = Client.GetRequestBudgets().Where(budget => budget is { Remaining: 0, Waiting: > 0 }).Max(budget => budget.ResetsAt);
            return until is null ? base.Holdup : string.Create(CultureInfo.InvariantCulture, $"Request budget: more at {until.Value.ToLocalTime():HH:mm:ss}");
        }
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (MyInvocation.ExpectingInput && !TakesOtherInput && Session is not null)
        {
            Fail(new HtxException(HtxErrorKind.InvalidParameter, $"{MyInvocation.MyCommand.Name} takes sessions from the pipeline and nothing else, and -Session, or $PSDefaultParameterValues, names one already. Nothing was done.")
            {
                Advice = "Name the session once. To cancel listed orders: Get-HtxOrder | Stop-HtxOrder.",
            });
        }
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        UseSession();
        Act();
    }

    /// <summary>Does the work, through the current session: once, or once for each object of the pipeline.</summary>
    private protected abstract void Act();

    /// <summary>Finds the session, before anything is done through it.</summary>
    private protected void UseSession()
    {
        try
        {
            HtxSession session = SessionResolver.Resolve(Session, SessionStore.Current);
            if (ReferenceEquals(session, CurrentSession))
            {
                return;
            }

            CurrentSession = session;
        }
        catch (HtxException failure)
        {
            OnNotConnected(failure);
            return;
        }

        WriteSessionWarnings();
    }

    /// <summary>Called where there is no session to work through; ends the cmdlet.</summary>
    private protected virtual void OnNotConnected(HtxException failure) => Fail(failure, Session?.Name);

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
    private protected void WriteSessionWarnings()
    {
        foreach (Guidance warning in Client.Switch.TakeWarnings())
        {
            WriteWarning($"HTX session '{CurrentSession.Name}': {GuidanceWords.Of(warning)}");
        }

        if (CurrentSession.Journal.TakeWarning() is { } gap)
        {
            WriteWarning(gap);
        }
    }
}
