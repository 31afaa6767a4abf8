namespace HtxFutures.Sandbox;

/// <summary>How the times of an order are written (facts 7, row 5).</summary>
public enum TimeShape
{
    /// <summary>Milliseconds since 1970 as text, as recorded in September 2026.</summary>
    Text,

    /// <summary>Milliseconds since 1970 as a number.</summary>
    Number,

    /// <summary>Empty text, as in the history sample of the documentation (facts 2.9).</summary>
    Empty,
}
