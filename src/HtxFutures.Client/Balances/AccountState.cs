namespace HtxFutures;

/// <summary>What the exchange lets an account do (desk facts 3.1). Anything but normal is an alarm.</summary>
public enum AccountState
{
    /// <summary>The exchange gave no value, or one that is not known here; its own text stands beside it.</summary>
    Unknown,

    /// <summary>Everything.</summary>
    Normal,

    /// <summary>Nothing: its positions are being liquidated.</summary>
    Liquidating,

    /// <summary>Its positions are being taken to cover others' losses.</summary>
    Adl,

    /// <summary>It may open nothing: the exchange's risk desk cancels its orders.</summary>
    OpenLimit,
}
