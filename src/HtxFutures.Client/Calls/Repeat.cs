namespace HtxFutures.Calls;

/// <summary>When a route lets the same request be sent again, where its outcome allows it at all.</summary>
internal enum Repeat
{
    /// <summary>Only where it surely did not run: done twice, it would be two. For what opens or closes something.</summary>
    OnlyIfNotRun,

    /// <summary>Also where it may have run: done twice, it is as good as done once.</summary>
    Always,
}
