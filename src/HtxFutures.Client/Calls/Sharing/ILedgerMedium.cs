namespace HtxFutures.Calls.Sharing;

/// <summary>Where one ledger lies: the text that all sharers of a request budget change, one after the other.</summary>
internal interface ILedgerMedium
{
    /// <summary>What this sharer is known by there, as long as it lives: letters, digits and hyphens.</summary>
    string Sharer { get; }

    /// <summary>Whether another sharer is known to be gone for good. False where that cannot be told.</summary>
    bool IsGone(string sharer);

    /// <summary>Changes the text, as one step that no other sharer sees half of.</summary>
    /// <param name="change">Makes the new text out of what lies there. It may be called several times: the last call counts.</param>
    /// <param name="cancellationToken">Gives it up; the change may happen all the same.</param>
    /// <exception cref="LedgerMediumException">It failed; the change may have happened all the same.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    Task ChangeAsync(Func<LedgerPage, string> change, CancellationToken cancellationToken);
}
