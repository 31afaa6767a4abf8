namespace HtxFutures.Runs;

/// <summary>How far what is said of an item can be relied on, and so what is to be done about it.</summary>
internal enum Certainty
{
    /// <summary>Nothing is left to be found out.</summary>
    Final,

    /// <summary>The exchange took it on; who wants to know how it ends follows it until it does.</summary>
    TakenOn,

    /// <summary>It is known what became of it, and the answer does not tell all: it is looked at for the rest.</summary>
    Incomplete,

    /// <summary>It must be found out by looking, and is not sent again.</summary>
    Doubt,

    /// <summary>A request for many may have passed it over: it is looked at, and sent by itself where it still stands.</summary>
    PassedOver,

    /// <summary>It is to be sent again as long as the rules allow it; afterwards it is a doubt.</summary>
    Again,
}
