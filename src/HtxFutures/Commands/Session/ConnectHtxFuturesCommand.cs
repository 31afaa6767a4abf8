using System.Management.Automation;
using System.Net;
using HtxFutures.Binding;
using HtxFutures.Errors;
using HtxFutures.Journal;
using HtxFutures.Running;
using HtxFutures.Sessions;
using HtxFutures.Wording;

namespace HtxFutures.Commands;

/// <summary>Opens a session, checks clock and key, and makes it this runspace's default.</summary>
[Cmdlet(VerbsCommunications.Connect, "HtxFutures", DefaultParameterSetName = CredentialSet)]
[OutputType(typeof(HtxSession))]
public sealed partial class ConnectHtxFuturesCommand : HtxCommandBase
{
    // More than anybody works with; a script that connects in a loop comes by here once.
    private const int ManySessions = 100;

    private readonly SessionStore _store = SessionStore.Current;
    private string? _journalFolder;
    private bool _isSettled; // whether the default session is what it is to be

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _isSettled = false;
        HtxSession session;
        try
        {
            session = Open();
        }
        catch (HtxException failure)
        {
            Leave($"since the last Connect-HtxFutures failed: {failure.Message.TrimEnd('.')}");
            Fail(failure, ParameterSetName == SandboxSet ? "Sandbox" : Endpoint);
            return;
        }

        _isSettled = true;
        if (JournalPath is not null)
        {
            session.Journal = OpenJournal(session.Name);
        }

        _store.Add(session, asDefault: !NoDefault);
        RunspaceEnd.Watch(_store, Host);
        foreach (Guidance warning in session.Client.Switch.TakeWarnings())
        {
            WriteWarning($"HTX session '{session.Name}': {GuidanceWords.Of(warning)}"); // what earlier sessions of the account have left
        }

        if (_store.Open.Count == ManySessions)
        {
            WriteWarning($"This runspace has {ManySessions} open HTX sessions, and each keeps its secret key in memory until it is ended. Connect once and use that session again, or end each with Disconnect-HtxFutures.");
        }

        WriteObject(session);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isSettled)
        {
            // Ctrl+C, a parameter that did not bind, nobody in the pipeline. Completion makes cmdlets, too, but disposes of none.
            Leave("since the last Connect-HtxFutures opened none");
        }

        base.Dispose(disposing);
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

    private HtxSession Open()
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

        string name = Name ?? _store.NextName();
        SessionResolver.RequireFree(name, _store);
        TimeSpan timeout = TimeSpan.FromSeconds(TimeoutSec);
        if (Sandbox)
        {
            return Await(stop => SandboxConnector.OpenAsync(name, new SandboxSetting(OrderCount, Latency, Scenario, Seed), timeout, Messages, stop));
        }

        // The endpoint first: it may be wrong, and then no key need be touched.
        var endpoint = HtxEndpoint.Parse(Endpoint);
        WebProxy? proxy = ProxyParameter.Parse(Proxy, ProxyCredential);
        HtxCredential credential = TakeCredential(endpoint);
        if (credential.WasTrimmed)
        {
            WriteWarning("Blanks or invisible characters around the access key or the secret key were removed. Mend them where the keys are stored.");
        }

        HtxFuturesClient client = Await(stop => HtxFuturesClient.ConnectAsync(
            new HtxConnectOptions
            {
                Credential = credential,
                Endpoint = endpoint,
                Name = name,
                SigningHost = SigningHost,
                Proxy = proxy,
                RequestTimeout = timeout,
            },
            Messages,
            stop));
        return new HtxSession(name, client, DateTimeOffset.UtcNow);
    }

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
        _ when Credential is null => KeyQuestion.Ask(Host, endpoint),
        _ when Credential.Password is null => throw new HtxException(HtxErrorKind.InvalidParameter, "The credential is empty.")
        {
            Advice = "The user name is the access key, the password the secret key.",
        },
        _ => HtxCredential.Create(Credential.UserName, Credential.Password),
    };
}
