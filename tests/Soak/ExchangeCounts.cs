namespace HtxFutures.Soak;

/// <summary>What the exchange has counted since it began.</summary>
/// <param name="Requests">All requests.</param>
/// <param name="Faults">Faults that took effect.</param>
/// <param name="HighestInWindow">The most requests of a kind that one window of an account has seen.</param>
/// <param name="Refused">Requests that exceeded a window.</param>
/// <param name="Sockets">Sockets that were opened.</param>
/// <param name="OpenSockets">Those that are open.</param>
internal readonly record struct ExchangeCounts(int Requests, int Faults, int HighestInWindow, int Refused, int Sockets, int OpenSockets);
