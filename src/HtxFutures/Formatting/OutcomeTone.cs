namespace HtxFutures.Formatting;

/// <summary>What an outcome means for its colour, which the views take out of <c>$PSStyle</c>, so that the user's theme holds.</summary>
internal static class OutcomeTone
{
    /// <summary>
    /// Good where the order is gone, Warning where something of it was executed, Bad where it may still be open or was
    /// never there. What is only under way has no tone, for it may end either way.
    /// </summary>
    public static string? Of(CancelOutcome outcome) => outcome switch
    {
        CancelOutcome.Canceled or CancelOutcome.AlreadyCanceled => "Good",
        CancelOutcome.PartiallyCanceled or CancelOutcome.Filled => "Warning",
        CancelOutcome.NotFound or CancelOutcome.Rejected or CancelOutcome.Unknown => "Bad",
        _ => null,
    };

    /// <summary>
    /// Good where the position is gone, Warning where a part is, Bad where it stands, or may. What was accepted has no
    /// tone, for it may end either way.
    /// </summary>
    public static string? Of(CloseOutcome outcome) => outcome switch
    {
        CloseOutcome.Closed or CloseOutcome.NothingToClose => "Good",
        CloseOutcome.PartiallyClosed => "Warning",
        CloseOutcome.Blocked or CloseOutcome.Rejected or CloseOutcome.Unknown => "Bad",
        _ => null,
    };
}
