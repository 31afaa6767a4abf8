namespace HtxFutures.Sandbox;

/// <summary>What is shown of the client id of an algo order.</summary>
public enum AlgoClientIds
{
    /// <summary>The id as it was given; nothing where none was.</summary>
    AsGiven,

    /// <summary>Nothing, and it names its algo order nowhere.</summary>
    Lost,

    /// <summary>The exchange's id in its place; that is then what names it.</summary>
    Replaced,
}
