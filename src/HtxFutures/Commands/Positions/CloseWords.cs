using System.Globalization;

namespace HtxFutures.Commands.Positions;

/// <summary>What is said of a close before it is sent.</summary>
internal static class CloseWords
{
    public const string Action = "Close the whole position at market";

    /// <summary>What is about to be closed, for who has to agree to it.</summary>
    /// <param name="position">Which one.</param>
    /// <param name="shown">The position as somebody has seen it; null where nobody has.</param>
    /// <param name="session">The session that it goes through.</param>
    public static string Question(PositionReference position, HtxPosition? shown, HtxSession session) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(shown is null ? $"{position}, not listed," : shown.ToString())}{(shown?.UnrealizedProfit is { } profit ? $", unrealised profit {profit}" : "")} of session '{session.Name}' ({session.AccessKey})");
}
