namespace HtxFutures.Sandbox;

/// <content>What is not sure of positions and balances (desk facts 2, 3, 9.2).</content>
public sealed partial class SandboxOptions
{
    /// <summary>What a balance says beside its details; zeros, as recorded, unless set.</summary>
    public BalanceShape BalanceShape { get; set; }

    /// <summary>A currency's equity has the isolated positions in it; true unless set, as reported with a recording. Otherwise they stand beside it alone.</summary>
    public bool EquityIncludesIsolated { get; set; } = true;

    /// <summary>Isolated positions show an initial margin; false unless set: the member is empty text (desk facts 2.1).</summary>
    public bool IsolatedShowsInitialMargin { get; set; }

    /// <summary>A position that has been closed stays in the listing with volume 0; false unless set: it is gone (desk facts 6.3 leave open which).</summary>
    public bool ClosedPositionsStayListed { get; set; }
}
