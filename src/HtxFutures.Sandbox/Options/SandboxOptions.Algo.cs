namespace HtxFutures.Sandbox;

/// <content>What is not sure of algo orders (desk facts 1, 9.2).</content>
public sealed partial class SandboxOptions
{
    /// <summary>From the answer to placing an algo order, or from the fill that spawns one, to its effect; 300 ms unless set, 96 to 206 ms were recorded (desk facts C12). Nothing shows it before.</summary>
    public TimeSpan AlgoLag { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>The code for cancelling an algo order that does not exist: 1061, the default, 1017 or 1051.</summary>
    public int UnknownAlgoCode { get; set; } = 1061;

    /// <summary>The code for cancelling one that has been cancelled or has failed: 1061, the default, which tells it from an unknown one by nothing, 1071 or 1051.</summary>
    public int EndedAlgoCode { get; set; } = 1061;

    /// <summary>The code for cancelling one that has fired: 1061, the default, 1063 or 1051.</summary>
    public int FiredAlgoCode { get; set; } = 1061;

    /// <summary>The code for cancelling one that has been placed and is not in effect yet: 1061, the default, though it soon will be, or 1408.</summary>
    public int LaggingAlgoCode { get; set; } = 1061;

    /// <summary>The code for cancelling one that is attached to an order that has not ended: 1408 unless set.</summary>
    public int UnspawnedAlgoCode { get; set; } = 1408;

    /// <summary>An id that names no algo order refuses the whole request, and nothing is cancelled; false unless set: that item alone is refused.</summary>
    public bool UnknownAlgoRefusesRequest { get; set; }

    /// <summary>The results of cancelling algo orders; as recorded unless set.</summary>
    public AlgoItemShape AlgoItemShape { get; set; }

    /// <summary>The most algo orders that a request can cancel; 10 unless set, and more are refused with 1052. The pages name none.</summary>
    public int LargestAlgoBatch { get; set; } = 10;

    /// <summary>One request can cancel algo orders of several contracts; false unless set: it is refused with 1067.</summary>
    public bool AlgoBatchAcrossContracts { get; set; }

    /// <summary>The code for querying an algo order that is not shown, or is of another type: 1061 unless set; 200 is success with an empty list.</summary>
    public int AlgoNotFoundOnQueryCode { get; set; } = 1061;

    /// <summary>Open algo orders are listed oldest first, as orders are; false unless set. The history follows <see cref="FinishedOldestFirst"/>.</summary>
    public bool AlgosOldestFirst { get; set; }

    /// <summary>A listing takes several types, separated by commas; false unless set: they are refused with 1067.</summary>
    public bool AlgoTypesAsList { get; set; }

    /// <summary>A listing without a contract is refused with 1067; false unless set: it is of all contracts.</summary>
    public bool AlgoListingNeedsContract { get; set; }

    /// <summary>What is shown of client ids; the ids as given unless set.</summary>
    public AlgoClientIds AlgoClientIds { get; set; }

    /// <summary>One that has fired names the order that it placed; true unless set (desk facts 1.3).</summary>
    public bool FiredAlgosNameChild { get; set; } = true;

    /// <summary>Triggers show reduce_only, as trailing stops do; false unless set: their pages do not have it.</summary>
    public bool TriggersShowReduceOnly { get; set; }

    /// <summary>A take-profit or stop-loss is refused without a volume; true unless set. Otherwise it is of the whole position.</summary>
    public bool StopsNeedVolume { get; set; } = true;

    /// <summary>A take-profit and a stop-loss that are attached to one order become one algo order of both; false unless set: one each.</summary>
    public bool AttachedTogether { get; set; }

    /// <summary>What is attached to an order comes into effect also where that is cancelled with a part executed; true unless set.</summary>
    public bool PartlyFilledSpawns { get; set; } = true;

    /// <summary>How long after the position is gone its take-profits and stop-losses fail; 200 ms unless set. Null: they stay, and can fire against the next position (desk facts 9.2).</summary>
    public TimeSpan? StopsFailAfter { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>What can only close fails when it fires with nothing to close, and places no more than there is; true unless set. Otherwise it fires all the same, and what it places closes what there is.</summary>
    public bool StopsNeedPosition { get; set; } = true;

    /// <summary>Cancelling all orders, and the dead-man's switch, take the algo orders too; false unless set (desk facts 9.2).</summary>
    public bool CancelAllTakesAlgoOrders { get; set; }
}
