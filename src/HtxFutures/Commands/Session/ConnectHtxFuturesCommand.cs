using System.Globalization;
using System.Management.Automation;
using System.Net;
using HtxFutures.Binding;
using HtxFutures.Calls.Sharing;
using HtxFutures.Errors;
using HtxFutures.Journal;
using HtxFutures.Running;
using HtxFutures.Sessions;
using HtxFutures.Sharing;
using HtxFutures.Wording;

namespace HtxFutures.Commands;

/// <summary>
/// Opens a session, checks clock and key, and makes it this runspace's default. Several are opened side by side, and none of
/// them is the default: what names no session would work on one of them, and mean all.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "HtxFutures", DefaultParameterSetName = CredentialSet)]
[OutputType(typeof(HtxSession))]
public sealed partial class ConnectHtxFuturesCommand : HtxCommandBase
{
    // More than anybody works with; a script that connects in a loop comes by here once.
    private const int ManySessions = 100;

    private readonly SessionStore _store = SessionStore.Current;
    private readonly List<Opening> _openings = []; // those that nobody has taken yet
    private string? _journalFolder;
    private bool _isSettled; // whether the default session is what it is to be

    /// <inheritdoc/>
    private protected override string WaitStatus => _openings.Count > 1
        ? string.Create(CultureInfo.InvariantCulture, $"{_openings.Count(opening => opening.Session.IsCompleted)} of {_openings.Count} done, waiting for {string.Join(", ", _openings.Where(opening => !opening.Session.IsCompleted).Select(opening => opening.Name).Take(3))}")
        : base.WaitStatus;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _isSettled = false;
        try
        {
            _openings.AddRange(Begin());
        }
        catch (HtxException failure)
        {
            _openings.Add(new Opening(Name is [var only] ? only : "", Task.FromException<HtxSession>(failure)));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_openings.Count == 0)
        {
            return; // nobody was in the pipeline
        }

        Await(stop => Task.WhenAll(_openings.Select(opening => opening.Session)).ContinueWith(_ => true, stop, TaskContinuationOptions.None, TaskScheduler.Default));
        Opening[] all = [.. _openings];
        Opening[] open = [.. all.Where(opening => opening.Session.IsCompletedSuccessfully)];
        if (all.Length > 1)
        {
            Leave(open.Length == all.Length
                ? string.Create(CultureInfo.InvariantCulture, $"since the last Connect-HtxFutures opened {all.Length} at once")
                : string.Create(CultureInfo.InvariantCulture, $"since the last Connect-HtxFutures opened {open.Length} of {all.Length}"));
        }

        foreach (Opening opening in open)
        {
            Take(opening, asDefault: all.Length == 1);
        }

        TellFailures([.. all.Except(open)], endsIt: open.Length == 0);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _openings.ForEach(opening => opening.GiveUp());
            _openings.Clear();
            if (!_isSettled)
            {
                // Ctrl+C, a parameter that did not bind, nobody in the pipeline. Completion makes cmdlets, too, but disposes of none.
                Leave("since the last Connect-HtxFutures opened none");
            }
        }
    }

    // A script that goes on after a connect has failed means the account that it did not get. The earlier default is another's.
    private void Leave(string why)
    {
        _isSettled = true;
        if (!NoDefault)
        {
            _store.DropDefault(why);
        }
    }

    private void Take(Opening opening, bool asDefault)
    {
        HtxSession session = opening.Session.Result;
        if (JournalPath is not null)
        {
            session.Journal = OpenJournal(session.Name);
        }

        HtxSession? twin = _store.Open.FirstOrDefault(other => other.Client.Account == session.Client.Account);
        _store.Add(session, asDefault: asDefault && !NoDefault);

        // It is the store's from here on, also where a warning or who is downstream ends the cmdlet.
        _openings.Remove(opening);
        _isSettled = true;
        RunspaceEnd.Watch(_store, Host);
        if (twin is not null)
        {
            // The key of another one was meant, or that session: both would do and show the same.
            WriteWarning($"HTX session '{session.Name}' has the same key on the same host as session '{twin.Name}': they are one account, with one request budget.");
        }

        foreach (Guidance warning in session.Client.Switch.TakeWarnings())
        {
            WriteWarning($"HTX session '{session.Name}': {GuidanceWords.Of(warning, SessionArgument.Of(session))}"); // what earlier sessions of the account have left
        }

        if (session.Client.TakeBudgetWarning() is { } unshared)
        {
            WriteWarning($"HTX session '{session.Name}': {unshared}");
        }
        else if (session.RequestBudgets is [{ Scope: not BudgetScope.Process } budget, ..])
        {
            WriteVerbose(string.Create(CultureInfo.InvariantCulture, $"HTX session '{session.Name}': the request budget is shared (scope {budget.Scope}), by {budget.Sharers} process{(budget.Sharers == 1 ? ", this one" : "es")}."));
        }

        if (_store.Open.Count == ManySessions)
        {
            WriteWarning($"This runspace has {ManySessions} open HTX sessions, and each keeps its secret key in memory until it is ended. Connect once and use that session again, or end each with Disconnect-HtxFutures.");
        }

        WriteObject(session);
    }

    // One that fails leaves the others open, and ends the cmdlet where there is no other.
    private void TellFailures(Opening[] failed, bool endsIt)
    {
        object target = ParameterSetName == SandboxSet ? "Sandbox" : Endpoint;
        foreach (Opening opening in failed)
        {
            if (Failure(opening) is not { } failure)
            {
                throw new PipelineStoppedException();
            }

            bool isAlone = failed.Length == 1 && endsIt;
            HtxException named = isAlone || opening.Name.Length == 0 || failure.Message.Contains($"'{opening.Name}'", StringComparison.Ordinal) ? failure : failure.Within($"HTX session '{opening.Name}':");
            if (endsIt && opening == failed[^1])
            {
                Leave($"since the last Connect-HtxFutures failed: {failure.Message.TrimEnd('.')}");
                Fail(named, target);
            }

            WriteError(ErrorRecords.From(named, isAlone ? target : opening.Name));
        }
    }

    private static HtxException? Failure(Opening opening)
    {
        try
        {
            opening.Session.GetAwaiter().GetResult();
        }
        catch (HtxException failure)
        {
            return failure;
        }
        catch (OperationCanceledException)
        {
        }

        return null;
    }

    private IEnumerable<Opening> Begin()
    {
        if (ParameterSetName == SandboxSet && !Sandbox)
        {
            throw NoWayIn("-Sandbox:$false");
        }

        if (ParameterSetName == EnvironmentSet && !FromEnvironment)
        {
            throw NoWayIn("-FromEnvironment:$false");
        }

        if (JournalPath is not null)
        {
            _journalFolder = JournalFolder.Resolve(SessionState, JournalPath);
        }

        string[] names = Names();
        TimeSpan timeout = TimeSpan.FromSeconds(TimeoutSec);
        if (Sandbox)
        {
            Task<HtxSession[]> opened = SandboxConnector.OpenAsync(names, new SandboxSetting(OrderCount, Latency, Scenario, Seed), timeout, MessagesOf, StopToken);
            return names.Select((name, number) => new Opening(name, OneOfAsync(opened, number)));
        }

        // The endpoint first: it may be wrong, and then no key need be touched.
        var endpoint = HtxEndpoint.Parse(Endpoint);
        ILedgerMedia? sharedBudget = SharedBudgetMedia.Parse(SharedBudget, SharedBudgetCredential);
        WebProxy? proxy = ProxyParameter.Parse(Proxy, ProxyCredential);
        HtxCredential credential = TakeCredential(endpoint);
        if (credential.WasTrimmed)
        {
            WriteWarning("Blanks or invisible characters around the access key or the secret key were removed. Mend them where the keys are stored.");
        }

        return [new Opening(names[0], ConnectAsync(new HtxConnectOptions
        {
            Credential = credential,
            Endpoint = endpoint,
            Name = names[0],
            SigningHost = SigningHost,
            Proxy = proxy,
            RequestTimeout = timeout,
            SharedBudget = sharedBudget,
            MustShare = MyInvocation.BoundParameters.ContainsKey(nameof(SharedBudget)),
        }))];
    }

    // Refused here, where no key was touched yet: names are unique, among those that are being opened too.
    private string[] Names()
    {
        string[] names = Name ?? [_store.NextName()];
        if (names.Length > 1 && !Sandbox)
        {
            throw new HtxException(HtxErrorKind.InvalidParameter, $"One key pair is given, and {names.Length} names: {string.Join(", ", names)}. Nothing was connected to.")
            {
                Advice = "One name for each key: pipe objects that have a Name and a Credential to Connect-HtxFutures. A rehearsal takes several: -Sandbox -Name a, b, c.",
            };
        }

        foreach (string name in names)
        {
            SessionResolver.RequireFree(name, _store);
        }

        string? twice = names.FirstOrDefault(name => names.Count(other => IsSame(name, other)) > 1 || _openings.Exists(opening => IsSame(name, opening.Name)));
        return twice is null ? names : throw new HtxException(HtxErrorKind.InvalidParameter, $"Two sessions are to be named '{twice}', and names are unique in a runspace. The second was not connected.")
        {
            Advice = "Give each a name of its own.",
        };

        static bool IsSame(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<HtxSession> ConnectAsync(HtxConnectOptions options)
    {
        HtxFuturesClient client = await HtxFuturesClient.ConnectAsync(options, MessagesOf(options.Name!), StopToken).ConfigureAwait(false);
        return new HtxSession(options.Name!, client, DateTimeOffset.UtcNow);
    }

    private static async Task<HtxSession> OneOfAsync(Task<HtxSession[]> opened, int number) => (await opened.ConfigureAwait(false))[number];

    // Where there may be several, each is named.
    private Running.Messages.RequestMessages MessagesOf(string name) => Name is { Length: > 1 } || MyInvocation.ExpectingInput ? Messages.Of(name) : Messages;

    // What is wrong with the folder is told, and is no reason not to stop orders through this session.
    private SessionJournal OpenJournal(string name)
    {
        var journal = new SessionJournal(new JournalFile(_journalFolder!, name, TimeProvider.System));
        journal.Prepare();
        if (journal.TakeWarning() is { } warning)
        {
            WriteWarning(warning);
        }

        return journal;
    }

    private static HtxException NoWayIn(string given) => new(HtxErrorKind.InvalidParameter, $"{given} names no way in: nothing was connected to.")
    {
        Advice = "Give -Credential, -AccessKey and -SecretKey, -FromEnvironment or -Sandbox.",
    };

    private HtxCredential TakeCredential(HtxEndpoint endpoint) => ParameterSetName switch
    {
        KeySet => HtxCredential.Create(AccessKey!, SecretKey!),
        EnvironmentSet => EnvironmentCredential.Take(),
        _ when Credential?.Password is null && MyInvocation.ExpectingInput => throw new HtxException(HtxErrorKind.InvalidParameter, "What came from the pipeline has no credential. Nothing was connected to.")
        {
            Advice = "Pass credentials, or objects with a Name and a Credential: Get-SecretInfo -Name htx-* | ForEach-Object { [pscustomobject] @{ Name = $_.Name; Credential = Get-Secret $_.Name } } | Connect-HtxFutures.",
        },
        _ when Credential is null => KeyQuestion.Ask(Host, endpoint),
        _ when Credential.Password is null => throw new HtxException(HtxErrorKind.InvalidParameter, "The credential is empty.")
        {
            Advice = "The user name is the access key, the password the secret key.",
        },
        _ => HtxCredential.Create(Credential.UserName, Credential.Password),
    };
}
