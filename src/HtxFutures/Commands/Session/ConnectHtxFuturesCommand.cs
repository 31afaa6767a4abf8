using System.Management.Automation;
using System.Net;
using System.Security;
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
public sealed class ConnectHtxFuturesCommand : HtxCommandBase
{
    private const string CredentialSet = "Credential";
    private const string KeySet = "Key";
    private const string EnvironmentSet = "Environment";
    private const string SandboxSet = "Sandbox";

    // More than anybody works with; a script that connects in a loop comes by here once.
    private const int ManySessions = 100;

    private readonly SessionStore _store = SessionStore.Current;
    private string? _journalFolder;
    private bool _isSettled; // whether the default session is what it is to be

    /// <summary>The API key pair: user name = access key, password = secret key. Asked for when it is not given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = CredentialSet)]
    [ValidateNotNull]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The access key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = KeySet)]
    [ValidateNotNullOrEmpty]
    public string? AccessKey { get; set; }

    /// <summary>The secret key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = KeySet)]
    [ValidateNotNull]
    public SecureString? SecretKey { get; set; }

    /// <summary>Takes the keys from HTX_ACCESS_KEY and HTX_SECRET_KEY.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EnvironmentSet)]
    public SwitchParameter FromEnvironment { get; set; }

    /// <summary>Opens a rehearsal exchange inside this process: no network, no key, no real order.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SandboxSet)]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>Open orders that the rehearsal begins with.</summary>
    [Parameter(ParameterSetName = SandboxSet)]
    [ValidateRange(0, 1_000_000)]
    public int OrderCount { get; set; } = 20;

    /// <summary>The round trip of the rehearsal exchange.</summary>
    [Parameter(ParameterSetName = SandboxSet)]
    [Duration]
    [DurationValidation(AllowZero = true, MostSeconds = 300)]
    public TimeSpan Latency { get; set; }

    /// <summary>What goes wrong at the rehearsal exchange; nothing unless given.</summary>
    [Parameter(ParameterSetName = SandboxSet)]
    public HtxScenario Scenario { get; set; }

    /// <summary>Where the rehearsal's chances come from: with the same number, the same orders are there, and the same requests go wrong.</summary>
    [Parameter(ParameterSetName = SandboxSet)]
    [ValidateRange(0, int.MaxValue)]
    public int Seed { get; set; } = 1;

    /// <summary>Global (https://api.hbdm.com), Aws (https://api.hbdm.vn) or an absolute address.</summary>
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = EnvironmentSet)]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    [ValidateNotNullOrEmpty]
    public string Endpoint { get; set; } = HtxEndpoint.Global.Name;

    /// <summary>The host to sign for; that of the endpoint unless given.</summary>
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = EnvironmentSet)]
    [ValidateNotNullOrEmpty]
    public string? SigningHost { get; set; }

    /// <summary>The proxy to go through; the system's unless given.</summary>
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = EnvironmentSet)]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>The credentials for the proxy; it is given none otherwise.</summary>
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = EnvironmentSet)]
    [ValidateNotNull]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>The longest wait for one answer, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 300)]
    public int TimeoutSec { get; set; } = 10;

    /// <summary>A name for the session.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>A folder for files of what the session does: a line of JSON for each order, before its row is shown.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>Leaves the default session of this runspace as it is: the new one is passed on.</summary>
    [Parameter]
    public SwitchParameter NoDefault { get; set; }

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
