namespace HtxFutures;

/// <summary>An account as far as a client can tell accounts apart: a key on a host.</summary>
/// <param name="Host">The exchange's host, with its port where it is not the usual one.</param>
/// <param name="Fingerprint">Stands for the access key and tells nothing of it.</param>
/// <param name="Exchange">What carries the requests where that is not the network; tells one sandbox from another.</param>
internal sealed record HtxAccount(string Host, string Fingerprint, object? Exchange);
