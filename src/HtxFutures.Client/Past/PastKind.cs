namespace HtxFutures.Past;

/// <summary>What there is to know of one kind of things that are over, to read them.</summary>
/// <param name="Rows">What they are, in the plural.</param>
/// <param name="Kept">How long the exchange keeps them.</param>
/// <param name="Key">What tells them apart; empty where a row has no such thing.</param>
/// <param name="Time">The time that the order of the rows means.</param>
/// <param name="OtherTime">Another one that the exchange may choose them by.</param>
internal sealed record PastKind<T>(string Rows, TimeSpan Kept, Func<T, string> Key, Func<T, DateTimeOffset?> Time, Func<T, DateTimeOffset?> OtherTime);
