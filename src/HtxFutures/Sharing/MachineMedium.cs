using System.Security;
using HtxFutures.Calls.Sharing;
using HtxFutures.Files;

namespace HtxFutures.Sharing;

/// <summary>
/// A ledger in a file of this machine. Who changes it has it open for itself alone, for a tenth of a millisecond; the system
/// closes it for who is killed. There is no daemon, and nothing is left to be tidied up.
/// </summary>
/// <param name="folder">Where the file is.</param>
/// <param name="name">Its name.</param>
/// <param name="presence">How this program and others show that they live.</param>
internal sealed class MachineMedium(LedgerFolder folder, string name, Presence presence) : ILedgerMedium
{
    // Who holds it for longer was stopped in the middle, or is no ledger.
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(800);

    /// <inheritdoc/>
    public string Sharer => presence.Name;

    /// <inheritdoc/>
    public bool IsGone(string sharer) => presence.IsGone(sharer);

    /// <inheritdoc/>
    public Task ChangeAsync(Func<LedgerPage, string> change, CancellationToken cancellationToken) =>
        Task.Run(() => Change(change), cancellationToken);

    private void Change(Func<LedgerPage, string> change)
    {
        try
        {
            presence.Show();
            string path = folder.FileOf(name);
            while (true)
            {
                using FileStream file = FileLock.Open(path, s_patience);
                if (LedgerFile.Change(file, change))
                {
                    return;
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException)
        {
            folder.Doubt();
            throw new LedgerMediumException(failure.Message.TrimEnd('.'), failure)
            {
                Advice = $"See to it that this user may write in {folder}, that there is room on the disk, and that nobody else has its files open.",
            };
        }
    }
}
