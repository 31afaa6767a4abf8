namespace HtxFutures.Calls.Sharing;

/// <summary>Where ledgers lie: this machine, or a server. Nobody waits for it before a ledger is changed for the first time.</summary>
internal interface ILedgerMedia
{
    /// <summary>Who shares.</summary>
    BudgetScope Scope { get; }

    /// <summary>For people: where that is, without any password.</summary>
    string Place { get; }

    /// <summary>The medium of one ledger.</summary>
    /// <param name="name">Its name: letters, digits and hyphens, and nothing of a key.</param>
    ILedgerMedium Open(string name);
}
