namespace HtxFutures.Calls.Sharing;

/// <summary>What a cell answers.</summary>
/// <param name="Accepted">Whether the new text was stored.</param>
/// <param name="Version">The version of what lies there now; null where nothing does.</param>
/// <param name="Text">What lies there; null where nothing does, or where it is what was just stored.</param>
/// <param name="ServerTime">The server's clock at that moment, in microseconds. It may leap.</param>
/// <param name="Uptime">For how long the server has kept its memory, as well as it knows.</param>
internal readonly record struct CellReading(bool Accepted, string? Version, string? Text, long ServerTime, TimeSpan Uptime);
