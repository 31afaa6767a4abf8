using System.Threading.Channels;
using HtxFutures.Time;

namespace HtxFutures.Runs;

/// <summary>The way of results from the background to the one who reads them.</summary>
internal static class RunResults
{
    /// <summary>Makes one. On a clock that is not the real one, who reads goes on in the same moment.</summary>
    public static Channel<TResult> Channel<TResult>(TimeProvider time) => System.Threading.Channels.Channel.CreateUnbounded<TResult>(
        new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = !Pause.IsReal(time) });
}
