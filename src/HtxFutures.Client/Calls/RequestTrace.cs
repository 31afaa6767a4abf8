using System.Diagnostics;
using HtxFutures.Instruments;

namespace HtxFutures.Calls;

/// <summary>The trace of one sending; of none where nobody watches.</summary>
internal readonly struct RequestTrace(Activity? activity) : IDisposable
{
    /// <summary>The framework's own trace; null where nobody watches.</summary>
    public Activity? Activity => activity;

    /// <summary>Ends it: collectors are told of it now.</summary>
    public void Dispose()
    {
        if (activity is not null)
        {
            Listener.Tell(activity, static activity => activity.Stop());
        }
    }
}
