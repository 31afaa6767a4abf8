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

    /// <summary>Some times the exchange says that it is busy: before it did anything, or after it did it.</summary>
    Busy,

    /// <summary>Another program draws on the account's request budget, and the exchange refuses requests for want of it.</summary>
    RateLimited,

    /// <summary>After the first trade request, the exchange goes into maintenance for half a minute.</summary>
    Maintenance,

    /// <summary>Of what is cancelled together some fail at first, some are missing in the answer, and some are executed instead.</summary>
    Partial,

    /// <summary>After the first trade request, the exchange refuses every cancel: cancelling is restricted.</summary>
    Refused,

    /// <summary>After the second trade request, the exchange's edge blocks this machine.</summary>
    Blocked,

    /// <summary>Of several accounts the last is blocked after its second trade request; the others are not.</summary>
    OneBlocked,

    /// <summary>As the first cancel of algo orders arrives, prices rise by 5 %: some of them fire before they can be stopped.</summary>
    Moving,

    /// <summary>The order stream breaks as it tells of the first change, or after five seconds, and for some seconds no new one can be opened.</summary>
    Unplugged,

    /// <summary>The order stream takes the subscription and tells of no change, while its pings go on.</summary>
    Deaf,
}
