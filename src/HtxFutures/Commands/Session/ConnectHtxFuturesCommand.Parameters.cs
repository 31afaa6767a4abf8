using System.Management.Automation;
using System.Security;
using HtxFutures.Binding;

namespace HtxFutures.Commands;

/// <content>What it takes.</content>
public sealed partial class ConnectHtxFuturesCommand
{
    private const string CredentialSet = "Credential";
    private const string KeySet = "Key";
    private const string EnvironmentSet = "Environment";
    private const string SandboxSet = "Sandbox";

    /// <summary>The API key pair: user name = access key, password = secret key. Asked for when it is not given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = CredentialSet)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNull]
    [KeyPair]
    public PSCredential? Credential { get; set; }

    /// <summary>The access key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = KeySet)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public string? AccessKey { get; set; }

    /// <summary>The secret key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = KeySet)]
    [ArgumentCompleter(typeof(NothingCompleter))]
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
    [ArgumentCompleter(typeof(DurationCompleter))]
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

    /// <summary>Who draws on one request budget: this process, all processes of this user on this machine, or all that name the same Redis.</summary>
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = EnvironmentSet)]
    [ArgumentCompleter(typeof(SharedBudgetCompleter))]
    [ValidateNotNullOrEmpty]
    public string SharedBudget { get; set; } = nameof(BudgetScope.Machine);

    /// <summary>The user and the password for the Redis that -SharedBudget names.</summary>
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = EnvironmentSet)]
    [ValidateNotNull]
    [Credential]
    public PSCredential? SharedBudgetCredential { get; set; }

    /// <summary>The longest wait for one answer, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 300)]
    public int TimeoutSec { get; set; } = 10;

    /// <summary>A name for the session; for a rehearsal with several accounts, one for each.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>A folder for files of what the session does: a line of JSON for each order, before its row is shown.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>Leaves the default session of this runspace as it is: the new one is passed on.</summary>
    [Parameter]
    public SwitchParameter NoDefault { get; set; }
}
