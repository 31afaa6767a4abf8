namespace HtxFutures.Live;

/// <summary>What a socket brought.</summary>
/// <param name="Text">The message, plain; valid until the next is read.</param>
/// <param name="Unreadable">Why it cannot be read; null where it can.</param>
/// <param name="IsEnd">Whether it is none, but the end.</param>
internal readonly record struct SocketMessage(ReadOnlyMemory<byte> Text, string? Unreadable = null, bool IsEnd = false);
