using HtxFutures.Calls.Sharing;

namespace HtxFutures.Sharing;

/// <summary>Ledgers in files of this machine, for all programs of this user.</summary>
/// <param name="folder">The folder; null for the one in the user's data folder.</param>
internal sealed class MachineMedia(string? folder = null) : ILedgerMedia
{
    private readonly LedgerFolder _folder = new(folder);
    private Presence? _presence;

    /// <summary>The one of this process.</summary>
    public static MachineMedia Current { get; } = new();

    /// <inheritdoc/>
    public BudgetScope Scope => BudgetScope.Machine;

    /// <inheritdoc/>
    public string Place => "this machine";

    /// <inheritdoc/>
    public ILedgerMedium Open(string name) => new MachineMedium(_folder, $"{Host}-{name}.ledger", _presence ??= new Presence(_folder));

    // A home folder may be another machine's too, and each machine has a clock of its own.
    private static string Host => string.Concat(Environment.MachineName.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
}
