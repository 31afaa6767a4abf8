using System.Threading.Channels;
using HtxFutures.Time;

namespace HtxFutures.Live;

/// <summary>What has happened to a stream and is not dealt with yet, in the order in which it happened.</summary>
/// <param name="time">The clock.</param>
internal sealed class StreamSignals(TimeProvider time)
{
    private readonly Channel<StreamSignal> _signals = Channel.CreateUnbounded<StreamSignal>(new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = !Pause.IsReal(time) });

    /// <summary>Something has happened.</summary>
    public void Add(StreamSignal signal) => _signals.Writer.TryWrite(signal);

    /// <summary>Takes the next, where there is one.</summary>
    public bool TryTake(out StreamSignal signal) => _signals.Reader.TryRead(out signal);

    /// <summary>Takes the next when there is one.</summary>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public ValueTask<StreamSignal> TakeAsync(CancellationToken cancellationToken) => _signals.Reader.ReadAsync(cancellationToken);
}
