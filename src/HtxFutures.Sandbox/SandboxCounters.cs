namespace HtxFutures.Sandbox;

/// <summary>What the exchange has counted so far; a copy of one moment.</summary>
/// <param name="Requests">All requests received, public and private; those that a fault kept from the exchange are not among them.</param>
/// <param name="RequestsByPath">
/// Requests received per path, whatever the method; paths that the exchange does not know share the key <c>*</c>.
/// </param>
/// <param name="AuthenticationFailures">Private requests that failed authentication.</param>
/// <param name="Windows">One entry per account and kind.</param>
public sealed record SandboxCounters(
    int Requests,
    IReadOnlyDictionary<string, int> RequestsByPath,
    int AuthenticationFailures,
    IReadOnlyList<SandboxWindowCounters> Windows)
{
    /// <summary>How often each kind of fault took effect; kinds that never did are left out.</summary>
    public IReadOnlyDictionary<FaultKind, int> Faults { get; init; } = new Dictionary<FaultKind, int>();

    /// <summary>Sockets that are open.</summary>
    public int OpenSockets { get; init; }

    /// <summary>Sockets that were ever opened.</summary>
    public int Sockets { get; init; }

    /// <summary>Changes that were told on sockets, those included that a fault has kept from arriving.</summary>
    public int Pushes { get; init; }

    /// <summary>Requests refused by a window, over all accounts and kinds.</summary>
    public int RefusedByWindow => Windows.Sum(window => window.Refused);

    /// <summary>The most requests that any window of any account has ever seen.</summary>
    public int HighestInWindow => Windows.Select(window => window.Highest).DefaultIfEmpty().Max();

    /// <summary>The requests received on one path.</summary>
    /// <param name="path">The path, such as <c>/v5/trade/cancel_order</c>.</param>
    /// <returns>Their number; zero when none came.</returns>
    public int RequestsTo(string path) => RequestsByPath.GetValueOrDefault(path);
}
