using System.Management.Automation;
using HtxFutures.Calls.Sharing;
using HtxFutures.Sharing.Redis;

namespace HtxFutures.Sharing;

/// <summary>What request budgets are shared by, as the user names it.</summary>
internal static class SharedBudgetMedia
{
    /// <summary>Reads it. Nothing is opened yet.</summary>
    /// <param name="text">One of the words, or the address of a Redis.</param>
    /// <param name="credential">Who asks there; null for nobody in particular.</param>
    /// <returns>Null where the budget is this process's alone.</returns>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: it names nothing, or nothing that this copy of the module can reach.</exception>
    public static ILedgerMedia? Parse(string text, PSCredential? credential)
    {
        string word = text.Trim();
        bool isProcess = word.Equals(nameof(BudgetScope.Process), StringComparison.OrdinalIgnoreCase);
        if (!isProcess && !word.Equals(nameof(BudgetScope.Machine), StringComparison.OrdinalIgnoreCase))
        {
            return RedisLoader.Open(word, credential);
        }

        if (credential is not null)
        {
            throw new HtxException(HtxErrorKind.InvalidParameter, "-SharedBudgetCredential was given, and -SharedBudget names no Redis. Nothing was connected to.")
            {
                Advice = "Name the server that it is meant for: -SharedBudget rediss://cache.example:6380.",
            };
        }

        return isProcess ? null : MachineMedia.Current;
    }
}
