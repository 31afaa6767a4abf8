using System.Globalization;

namespace HtxFutures.Running.Accounts;

/// <summary>How several accounts stand, in the room that a bar has in a window of 80 columns.</summary>
internal static class AccountsText
{
    private const int Named = 3;

    /// <summary>Which are at work, and what holds one of them up.</summary>
    /// <param name="atWork">Those that are not done.</param>
    /// <param name="all">How many there are.</param>
    /// <returns>Null where there is nothing to be said of any.</returns>
    public static string? Status(IReadOnlyList<AccountAtWork> atWork, int all) => (atWork.Count, all) switch
    {
        (0, _) => null,
        (1, 1) => atWork[0].Status,
        (1, _) => $"{atWork[0].Name}: {atWork[0].Status}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{all - atWork.Count} of {all} accounts done, {Names(atWork)} at work{Holdup(atWork)}"),
    };

    private static string Names(IReadOnlyList<AccountAtWork> atWork)
    {
        string named = string.Join(", ", atWork.Take(Named).Select(account => account.Name));
        return atWork.Count <= Named ? named : string.Create(CultureInfo.InvariantCulture, $"{named} and {atWork.Count - Named} more");
    }

    private static string Holdup(IReadOnlyList<AccountAtWork> atWork) =>
        atWork.FirstOrDefault(account => account.Holdup is not null) is { } held ? $". {held.Name}: {held.Holdup}" : "";
}
