using System.Globalization;

namespace HtxFutures.Journal;

/// <summary>The names of the journal's files.</summary>
internal static class JournalName
{
    private const int LongestAccount = 80;

    // What some system does not take in a name; alike on all of them, since a folder may be shared.
    private const string Refused = "<>:\"/\\|?*";

    /// <summary>The file of an account and a day, as in <c>trading-2026-11-26.jsonl</c>.</summary>
    /// <param name="account">The session's name; what no file name can hold becomes an underscore.</param>
    /// <param name="day">The day, in UTC.</param>
    public static string Of(string account, DateTime day)
    {
        string kept = string.Concat(account.Take(LongestAccount).Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) || Refused.Contains(letter, StringComparison.Ordinal) ? '_' : letter));
        return string.Create(CultureInfo.InvariantCulture, $"{kept}-{day:yyyy-MM-dd}.jsonl");
    }
}
