using HtxFutures.Calls.Sharing;

namespace HtxFutures.Sharing;

/// <summary>What request budgets are shared by, as the user names it.</summary>
internal static class SharedBudgetMedia
{
    /// <summary>Reads it. Nothing is opened yet.</summary>
    /// <returns>Null where the budget is this process's alone.</returns>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: it names nothing.</exception>
    public static ILedgerMedia? Parse(string text) => text.Trim().ToUpperInvariant() switch
    {
        "PROCESS" => null,
        "MACHINE" => MachineMedia.Current,
        _ => throw new HtxException(HtxErrorKind.InvalidParameter, $"'{text}' is nothing that a request budget can be shared by. Nothing was connected to.")
        {
            Advice = "Use Machine (all processes of this user on this machine) or Process (this one alone).",
        },
    };
}
