using HtxFutures.Time;

namespace HtxFutures;

/// <summary>
/// An account as far as a client can tell accounts apart: a key on a host. Two are equal where it is the same, whichever
/// client they come from.
/// </summary>
/// <param name="Host">The exchange's host, with its port where it is not the usual one.</param>
/// <param name="Fingerprint">Stands for the access key and tells nothing of it.</param>
/// <param name="Exchange">What carries the requests where that is not the network; tells one sandbox from another.</param>
internal sealed record HtxAccount(string Host, string Fingerprint, object? Exchange)
{
    /// <summary>An account of which nothing is known but what somebody calls it.</summary>
    public static HtxAccount OnlyNamed(string name) => new("", name, null) { Name = name };

    /// <summary>Whether nothing is known of it but its name.</summary>
    public bool IsOnlyNamed => Host.Length == 0;

    /// <summary>What its rows are to call it; null where nobody has named it.</summary>
    public string? Name { get; init; }

    /// <summary>The exchange's clock as the client sees it; null where there is none.</summary>
    public ExchangeClock? Clock { get; init; }

    /// <inheritdoc/>
    public bool Equals(HtxAccount? other) =>
        other is not null && (Host, Fingerprint) == (other.Host, other.Fingerprint) && Equals(Exchange, other.Exchange);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Host, Fingerprint, Exchange);
}
