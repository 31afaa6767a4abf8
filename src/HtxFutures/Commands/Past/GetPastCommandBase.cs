using System.Management.Automation;
using System.Runtime.CompilerServices;
using HtxFutures.Binding;
using HtxFutures.Commands.Past;
using HtxFutures.Running;
using HtxFutures.Running.Accounts;
using HtxFutures.Sessions;

namespace HtxFutures.Commands;

/// <summary>A cmdlet that lists what is over, newest first. What the pipeline names is gathered, and read as one list of each account.</summary>
/// <typeparam name="T">The rows.</typeparam>
public abstract class GetPastCommandBase<T> : HtxSessionCommandBase
{
    private readonly Dictionary<HtxSession, List<NamedPast>> _named = [];
    private readonly Dictionary<AccountAtWork, PastReading<T>> _readings = [];
    private bool _namesContract; // on the command line, rather than by a row of the pipeline

    /// <summary>The contracts, each by its whole code.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("contract_code")]
    [ArgumentCompleter(typeof(ContractCodeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ContractCode { get; set; } = [];

    /// <summary>Only those of this margin mode.</summary>
    [Parameter]
    [ValidateSet(nameof(HtxFutures.MarginMode.Cross), nameof(HtxFutures.MarginMode.Isolated))]
    public MarginMode MarginMode { get; set; }

    /// <summary>From when on: a time, or how long ago.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(DurationCompleter))]
    [Moment]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Until when, likewise; now unless given.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(DurationCompleter))]
    [Moment]
    public DateTimeOffset? Until { get; set; }

    /// <summary>Only so many of each session, the newest; then nothing more is read.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; }

    /// <inheritdoc/>
    [Parameter(ValueFromPipeline = true)]
    [Session(Several = true, BesideOthers = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public override HtxSession[]? Session { get; set; }

    /// <summary>What a row of the pipeline calls its account: it is asked for there.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Account { get; set; }

    /// <inheritdoc/>
    private protected sealed override bool TakesOtherInput => true;

    /// <inheritdoc/>
    private protected sealed override bool SaysItself(string parameter) => parameter is nameof(Since) or nameof(Until);

    /// <summary>What it lists, in the plural.</summary>
    private protected abstract string RowsNoun { get; }

    /// <summary>The margin mode that is meant; null for both.</summary>
    private protected MarginMode? MarginModeMeant => IsBound(nameof(MarginMode)) ? MarginMode : null;

    /// <summary>Whether all is wanted: where some may do, no page is asked for before it is needed.</summary>
    private protected bool IsAll => !IsBound(nameof(First));

    /// <summary>What is named now, by the command line or by an object of the pipeline; null where that is refused, with an error.</summary>
    private protected abstract NamedPast? Named();

    /// <summary>Begins to read what was named.</summary>
    private protected abstract PastReading<T> Read(AccountAtWork account, IReadOnlyList<NamedPast> named);

    /// <summary>Makes of a row what is written.</summary>
    private protected virtual object Shown(T row) => row!;

    /// <summary>What there is to say of what is read up to now.</summary>
    private protected virtual string? OfNow => null;

    /// <inheritdoc/>
    private protected sealed override void BeforeInput() => _namesContract = IsBound(nameof(ContractCode));

    /// <inheritdoc/>
    private protected sealed override void TakeInput()
    {
        if (Named() is not { } named)
        {
            return;
        }

        // All sessions have contracts; an order, and a row, are of one.
        foreach (HtxSession session in _namesContract && named.OrderIds is null ? Sessions() : Home(named))
        {
            if (!_named.TryGetValue(session, out List<NamedPast>? of))
            {
                _named.Add(session, of = []);
            }

            of.Add(named);
        }
    }

    /// <inheritdoc/>
    private protected sealed override void EndInput()
    {
        ShowsAccounts |= _named.Count > 1;
        foreach ((HtxSession session, List<NamedPast> named) in _named)
        {
            AccountAtWork account = Open(session);
            try
            {
                _readings.Add(account, Read(account, named));
            }
            catch (HtxException refused)
            {
                Fail(refused, ContractCode);
            }
        }

        foreach (AccountAtWork account in _readings.Keys)
        {
            Begin(account, Act(account));
        }
    }

    /// <inheritdoc/>
    private protected sealed override async IAsyncEnumerable<Action> Act(AccountAtWork account)
    {
        PastReading<T> reading = _readings[account];
        string[] target = [.. _named[account.Session].SelectMany(each => each.Contracts).Distinct(StringComparer.OrdinalIgnoreCase)];
        yield return () => Tell(account, reading);
        await foreach (Action step in Rows(Meant(reading, StopToken), target, Write).ConfigureAwait(false))
        {
            yield return step;
        }

        yield return () => TellRest(account, reading, target);
    }

    private IEnumerable<HtxSession> Home(NamedPast named)
    {
        string what = named.OrderIds is { } ids ? $"order {named.Contracts[0]} {string.Join(", ", ids)}" : $"contract {string.Join(", ", named.Contracts)}";
        try
        {
            return [new ItemOrigin(what) { Named = Account }.Session(Session, SessionStore.Current)];
        }
        catch (HtxException failure)
        {
            if (failure.EndsRun || !MyInvocation.ExpectingInput)
            {
                Fail(failure, ContractCode);
            }

            WriteFailure(failure, ContractCode);
            return [];
        }
    }

    private async IAsyncEnumerable<T> Meant(PastReading<T> reading, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int left = IsAll ? int.MaxValue : First;
        await foreach (T row in reading.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return row;
            if (--left == 0)
            {
                yield break;
            }
        }
    }

    private void Write(T row)
    {
        WriteMessages(); // of the page that it stands on
        WriteObject(Shown(row));
    }

    private void Tell(AccountAtWork account, PastReading<T> reading)
    {
        if (reading.IsCut)
        {
            Warn(account, PastWords.Cut(RowsNoun, reading.Since));
        }

        WriteVerbose(PastWords.Span(RowsNoun, reading.Since, reading.Until));
        if (OfNow is { } words && !IsBound(nameof(Until)))
        {
            WriteVerbose(words);
        }
    }

    // The first that is missing is what the reading has ended with.
    private void TellRest(AccountAtWork account, PastReading<T> reading, string[] target)
    {
        WriteMessages();
        while (reading.TryTakeMissing(out HtxException? failure))
        {
            WriteFailure(failure, target);
        }

        if (reading.GoesByOtherTime && IsBound(nameof(Until)))
        {
            Warn(account, PastWords.ByOtherTime(RowsNoun, reading.Until));
        }
    }
}
