using System.ComponentModel;

namespace HtxFutures.Formatting;

/// <summary>
/// Texts in colour. The colours are the caller's, out of <c>$PSStyle</c>, so that the user's theme holds; where none
/// are wanted or the output goes elsewhere, PowerShell takes them out again.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ColoredText
{
    /// <summary>
    /// An outcome: <paramref name="good"/> where the order is gone, <paramref name="warning"/> where something of it was
    /// executed, <paramref name="bad"/> where it may still be open or was never there. What is only under way has no
    /// colour, for it may end either way.
    /// </summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="good">What begins the colour of what went well.</param>
    /// <param name="warning">What begins the colour of a warning.</param>
    /// <param name="bad">What begins the colour of an error.</param>
    /// <param name="reset">What ends a colour.</param>
    public static string Outcome(CancelOutcome outcome, string? good, string? warning, string? bad, string? reset) => outcome switch
    {
        CancelOutcome.Canceled or CancelOutcome.AlreadyCanceled => good + outcome + reset,
        CancelOutcome.PartiallyCanceled or CancelOutcome.Filled => warning + outcome + reset,
        CancelOutcome.NotFound or CancelOutcome.Rejected or CancelOutcome.Unknown => bad + outcome + reset,
        _ => outcome.ToString(),
    };

    /// <summary>Whether a check was passed.</summary>
    /// <param name="passed">Whether it was.</param>
    /// <param name="good">What begins the colour of what went well.</param>
    /// <param name="bad">What begins the colour of an error.</param>
    /// <param name="reset">What ends a colour.</param>
    public static string Passed(bool passed, string? good, string? bad, string? reset) => (passed ? good : bad) + passed + reset;
}
