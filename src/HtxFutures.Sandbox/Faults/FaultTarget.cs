using HtxFutures.Sandbox.Accounts;
using HtxFutures.Sandbox.Routes;
using HtxFutures.Sandbox.Signing;

namespace HtxFutures.Sandbox.Faults;

/// <summary>A request, as rules look at it; or a moment on the socket that one has opened.</summary>
internal sealed class FaultTarget(SandboxRequest request, int number, KeyRing keys, SocketMoment? moment = null)
{
    private readonly Lazy<QueryString> _query = new(() => QueryString.Parse(request.Query));
    private SandboxAccount? _account;
    private bool _isAccountKnown;

    public SandboxRequest Request => request;

    public int Number => number;

    /// <summary>What goes on on the socket; null for a request as such.</summary>
    public SocketMoment? Moment => moment;

    /// <summary>The private route that it takes; null for none.</summary>
    public Route? Route { get; } = Route.Find(request.Method, request.Path);

    /// <summary>Whether a parameter stands in the query, written as <c>name=value</c>.</summary>
    public bool Says(string parameter) =>
        parameter.Split('=', 2) is [var name, var value] && _query.Value.Values(name).Contains(value);

    /// <summary>The account that the key in the query belongs to, whoever signed; null for none.</summary>
    public SandboxAccount? Account
    {
        get
        {
            if (!_isAccountKnown)
            {
                string? accessKey = _query.Value.First("AccessKeyId");
                _account = accessKey is null ? null : keys.Find(accessKey)?.Account;
                _isAccountKnown = true;
            }

            return _account;
        }
    }
}
