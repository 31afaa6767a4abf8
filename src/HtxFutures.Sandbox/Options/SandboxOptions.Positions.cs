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

    /// <summary>From the acceptance of a close to its execution; 13 ms unless set, 12 to 15 were recorded (desk facts 2.4). May be zero.</summary>
    public TimeSpan CloseDelay { get; set; } = TimeSpan.FromMilliseconds(13);

    /// <summary>The share of a closing order that finds a counterpart, in whole contracts; the rest is cancelled by the exchange. 0 to 1, 1 unless set.</summary>
    public decimal CloseFillShare { get; set; } = 1;

    /// <summary>The code for closing a position that there is none of: 1048, the default, or 1046 (desk facts 2.2).</summary>
    public int NoPositionCode { get; set; } = 1048;

    /// <summary>A position of which pending orders hold a part cannot be closed: 1048; true unless set. Otherwise it is closed all the same (desk facts 9.2).</summary>
    public bool PendingOrdersBlockClose { get; set; } = true;

    /// <summary>
    /// A close looks for the position before it looks at its client id; true unless set, so that the repeat of one that has run is
    /// answered as if there had been nothing to close. Otherwise the repeat is told to be one.
    /// </summary>
    public bool CloseLooksAtPositionFirst { get; set; } = true;

    /// <summary>The code for closing all positions where there are none: 200, which is an empty list, the default, or 1048 (desk facts 2.3).</summary>
    public int CloseAllWhenFlatCode { get; set; } = 200;

    /// <summary>A position that has been closed stays in the listing with volume 0; false unless set: it is gone (desk facts 6.3 leave open which).</summary>
    public bool ClosedPositionsStayListed { get; set; }
}
