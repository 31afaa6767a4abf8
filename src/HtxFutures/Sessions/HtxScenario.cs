namespace HtxFutures;

/// <summary>What goes wrong at the rehearsal exchange.</summary>
public enum HtxScenario
{
    /// <summary>Nothing.</summary>
    Calm,

    /// <summary>Three in ten trade requests run, and their answers are lost.</summary>
    LostAnswers,

    /// <summary>The first trade requests run and their answers are lost; then the exchange's gateway refuses to work for a while.</summary>
    Outage,
}
