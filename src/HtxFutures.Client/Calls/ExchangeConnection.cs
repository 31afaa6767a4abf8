using HtxFutures.Calls.Budget;
using HtxFutures.Calls.Signing;
using HtxFutures.Calls.Transport;
using HtxFutures.Time;

namespace HtxFutures.Calls;

/// <summary>
/// One key on one host: what all calls with it share, from the wire to the budgets. A <see cref="Caller"/> calls through it.
/// </summary>
internal sealed class ExchangeConnection : IDisposable
{
    private readonly HtxConnectOptions _options;
    private int _hasLeft;
#pragma warning disable CA2213 // not disposed: it holds no timer and no handle, and who is told by it may be on the way here
    private readonly CancellationTokenSource _closing = new();
#pragma warning restore CA2213

    public ExchangeConnection(HtxConnectOptions options)
    {
        _options = options;
        Clock = new ExchangeClock(Time);
        Account = new HtxAccount(options.Endpoint.Authority, options.Credential.Fingerprint(), options.Handler) { Clock = Clock, Name = options.Name };
        Measurement = new SharedMeasurement(Time);
        string signingHost = options.SigningHost is { } host ? SigningHost.Parse(host) : options.Endpoint.Host;
        Signer = new RequestSigner(options.Credential, signingHost);
        Classifier = new ReplyClassifier(Clock, options.Credential.AccessKey, options.Credential.MaskedAccessKey, signingHost);
        Budgets = options.Budgets.For(Account.Host, Account.Fingerprint);
        Budgets.Join(options.SharedBudget, options.MustShare, () => options.Credential.LedgerName(Account.Host), options.RequestTimeout);
        Transport = new HttpTransport(options, Closing); // last: it joins the sessions that share connections, and stays among them until disposed
    }

    public HtxEndpoint Endpoint => _options.Endpoint;

    public HtxAccount Account { get; }

    public TimeProvider Time => _options.TimeProvider;

    /// <summary>The longest attempt.</summary>
    public TimeSpan RequestTimeout => _options.RequestTimeout;

    /// <summary>The source of chance for the pauses before repeats.</summary>
    public Random Jitter => _options.Jitter;

    public ExchangeClock Clock { get; }

    public SharedMeasurement Measurement { get; }

    public AccountBudgets Budgets { get; }

    public RequestSigner Signer { get; }

    public HttpTransport Transport { get; }

    public ReplyClassifier Classifier { get; }

    /// <summary>Fires when it is closed.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <summary>Whether the secret was wiped, after which nothing can be sent.</summary>
    public bool IsClosed => _options.Credential.IsWiped;

    public void Dispose()
    {
        _options.Credential.Dispose();
        _closing.Cancel();
        if (Interlocked.Exchange(ref _hasLeft, 1) == 0)
        {
            Budgets.Leave();
        }

        Transport.Dispose();
    }
}
