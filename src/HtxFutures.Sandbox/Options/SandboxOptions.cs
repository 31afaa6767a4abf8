namespace HtxFutures.Sandbox;

/// <summary>
/// How the exchange behaves. Every point that the facts leave open is an option, so that a client can be tried
/// against each reading. Options may be changed while the exchange runs, except <see cref="Seed"/>.
/// </summary>
public sealed partial class SandboxOptions
{
    /// <summary>The seed of everything random; read once, when the exchange is made. 1 unless set.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>
    /// The exchange's clock minus the local clock; zero unless set. Turning it moves what the exchange says and
    /// checks, not when windows lapse and cancels take effect: those follow the passing of time.
    /// </summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>The time of a round trip, half of it before and half after processing, which is instant; none unless set.</summary>
    public SandboxLatency Latency { get; set; }

    /// <summary>From the acceptance of a cancel to its effect; "some tens of ms" (facts 2.1). 20 ms unless set, may be zero.</summary>
    public TimeSpan CancelDelay { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The share of accepted cancels that lose the race: the order is executed instead. 0 to 1, 0 unless set.</summary>
    public double FillWhileCancelingRate { get; set; }

    /// <summary>Requests per window and kind for accounts made from now on; 72 unless set (facts 5).</summary>
    public int RequestLimit { get; set; } = 72;

    /// <summary>The length of a window for accounts made from now on; 3 s unless set (facts 5).</summary>
    public TimeSpan RequestInterval { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How far a Timestamp may lie from the exchange's clock, either way; 5 minutes unless set (facts 1.3, 10.7).</summary>
    public TimeSpan TimestampTolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The names accepted as the signed host, without port. Empty, the default, means the host of the request;
    /// a colocated client signs api.hbdm.com whatever it calls (facts 1.2).
    /// </summary>
    public IList<string> AcceptedHosts { get; } = [];

    /// <summary>The largest request body; a larger one is refused with 1031. 1 MB unless set.</summary>
    public int MaxRequestBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>The code for cancelling an unknown order: 1061, the default, or 1017 (facts 10.3).</summary>
    public int UnknownOrderCode { get; set; } = 1061;

    /// <summary>The code for querying an unknown order: 1061, the default, 1017 or 1048 (facts 2.7).</summary>
    public int OrderNotFoundOnQueryCode { get; set; } = 1061;

    /// <summary>The code for a client id that is in use: 1050, the default, or 1064 (desk facts 5.3).</summary>
    public int DuplicateClientIdCode { get; set; } = 1050;

    /// <summary>The code for a request that names no order: 1067, the default, as recorded for other missing fields, or 1066 (facts 2.1).</summary>
    public int MissingIdCode { get; set; } = 1067;

    /// <summary>The code for a contract that is not listed: 1014, the default, 1332 or 1067 (facts 3.2, "Parameter"). The history says 1067 in any case (facts 2.9).</summary>
    public int UnknownContractCode { get; set; } = 1014;

    /// <summary>
    /// A contract code of good shape that is not listed is refused; true unless set. Otherwise it is one without orders,
    /// since what a listing answers to it was not recorded. Listed are the contracts of the sample orders, delivery
    /// contracts of BTC and ETH, two whose names are Chinese, and every contract that an order was added to.
    /// </summary>
    public bool RefuseUnknownContracts { get; set; } = true;

    /// <summary>
    /// The batch limit of 10 counts the ids of both arrays together; true unless set. Otherwise it counts orders,
    /// so an order named by both its ids counts once (facts 2.2, 10.2).
    /// </summary>
    public bool BatchLimitCountsIds { get; set; } = true;

    /// <summary>The results of a batch come in an order of their own; true unless set (facts 2.2, 4).</summary>
    public bool ShuffleBatchAnswers { get; set; } = true;

    /// <summary>The answer to cancelling all orders when none is open; code 1051 unless set.</summary>
    public NothingToCancel NothingToCancel { get; set; }

    /// <summary>The most rows that a page has, however many were asked for; 50 unless set, 100 as documented (desk facts 3.2: a short page is not the end).</summary>
    public int LargestPage { get; set; } = 50;

    /// <summary>An explicit <c>from=0</c> is refused with 1067; true unless set (desk facts C3, recorded for bills). Otherwise it means the first page, as documented.</summary>
    public bool RefuseFromZero { get; set; } = true;

    /// <summary>
    /// The times that select finished orders mean their creation, and their rows are kept by it; false unless set (desk facts 4.2:
    /// older pages say so, and recorded ids do). Otherwise both go by their end.
    /// </summary>
    public bool FinishedByCreation { get; set; }

    /// <summary>
    /// A period that is longer than 48 hours, or begins before what is kept, is quietly made shorter; false unless set. Otherwise it
    /// is refused with 1067 (desk facts 4.1, 4.3: neither was recorded).
    /// </summary>
    public bool PeriodsAreCut { get; set; }

    /// <summary>A listing of executions must name a contract, or is refused with 1067; true unless set (desk facts 4.3: clients always name one, the page does not say).</summary>
    public bool FillsNeedContract { get; set; } = true;

    /// <summary>How long after an execution its row is listed; none unless set (desk facts 4.3: rows may come late, and how late is not known).</summary>
    public TimeSpan FillLag { get; set; }

    /// <summary>Finished orders are listed oldest first; false unless set (desk facts 4.1: newest first, from a sample of the documentation).</summary>
    public bool FinishedOldestFirst { get; set; }

    /// <summary>What <c>direct</c> means is turned round: next leads to older orders; false unless set (the pages do not say which is which).</summary>
    public bool DirectionsTurned { get; set; }

    /// <summary>How long a client id still names its order after the order has ended; 8 h unless set, zero for not at all (desk facts C4, 9.2). It can be given again only then.</summary>
    public TimeSpan ClientIdLife { get; set; } = TimeSpan.FromHours(8);

    /// <summary>The time stamp of the heartbeat stands still since 2019, as the real one's; true unless set.</summary>
    public bool HeartbeatStandsStill { get; set; } = true;

    /// <summary>A page starts with the order that <c>from</c> names, instead of the one beside it; false unless set (facts 2.8 do not say).</summary>
    public bool CursorInclusive { get; set; }

    /// <summary>The timestamp counts as a status endpoint and answers in maintenance; true unless set (facts 3.1, 3.3).</summary>
    public bool TimestampAnswersInMaintenance { get; set; } = true;
}
