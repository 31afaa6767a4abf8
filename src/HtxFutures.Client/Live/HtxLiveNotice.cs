namespace HtxFutures;

/// <summary>What there is to know about a watch.</summary>
public enum HtxLiveNotice
{
    /// <summary>It is connected, and has seen what is open: from here on it brings every change.</summary>
    Connected,

    /// <summary>It is not connected, and brings nothing until it is again. Comes again every minute while that lasts.</summary>
    Lost,

    /// <summary>It is connected again, and what has changed meanwhile was brought before this.</summary>
    Again,

    /// <summary>The open orders were listed and showed what the stream has not told: that was brought, and a new connection is made.</summary>
    Missed,

    /// <summary>Something could not be read, or not be asked for; the open orders are listed to make up for it.</summary>
    Trouble,
}
