namespace HtxFutures.Sandbox;

/// <summary>What one account's window of one kind has seen since the exchange was made.</summary>
/// <param name="Uid">The account.</param>
/// <param name="Kind">The kind of requests counted.</param>
/// <param name="Limit">The limit in force now.</param>
/// <param name="Used">Requests in the current window; zero when it has lapsed.</param>
/// <param name="Highest">The most requests that any one window has seen, refused and consumed ones included.</param>
/// <param name="Refused">Requests refused because their window was used up.</param>
/// <param name="Accepted">Requests that their window let pass, whatever became of them then.</param>
public sealed record SandboxWindowCounters(
    string Uid,
    SandboxRequestKind Kind,
    int Limit,
    int Used,
    int Highest,
    int Refused,
    int Accepted);
