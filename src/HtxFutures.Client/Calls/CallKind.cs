namespace HtxFutures.Calls;

/// <summary>What a call does at the exchange: it decides which budget it draws on and whether it may be repeated.</summary>
internal enum CallKind
{
    /// <summary>Needs no key and draws on no budget of the account.</summary>
    Public,

    /// <summary>Looks, signed.</summary>
    Read,

    /// <summary>Cancels: repeating it does no harm, the second finds nothing left to do.</summary>
    Cancel,

    /// <summary>Cancels all there is of a scope, and repeating it does no harm either. It goes ahead of what waits for the budget: it does the work of many of those.</summary>
    CancelAll,

    /// <summary>
    /// Sets the dead-man's switch: the last setting counts, so repeating it only sets the same deadline anew. It goes ahead of
    /// what waits for the budget: behind a long run of cancels it would come too late.
    /// </summary>
    Switch,
}
