namespace HtxFutures.Calls.Sharing;

/// <summary>What a ledger's medium shows to who changes it. All times are microseconds of the medium's own clock.</summary>
/// <param name="Text">The text; null where none lies there.</param>
/// <param name="Earliest">The moment is not before this.</param>
/// <param name="Latest">The moment is not after this.</param>
/// <param name="Leap">By how much the clock is known to have leapt ahead since this sharer's last change; zero where it is steady.</param>
/// <param name="IsYoung">Whether the medium may have lost its memory a moment ago.</param>
internal readonly record struct LedgerPage(string? Text, long Earliest, long Latest, long Leap = 0, bool IsYoung = false);
