using System.Net;
using System.Net.Sockets;

namespace HtxFutures.Client.Tests.Loopback;

/// <summary>A server on a real socket that plays one answer for as long as the client listens, and counts what it could send.</summary>
internal sealed class StreamServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Stream, CancellationToken, Task> _play;
    private readonly Task _serving;
    private CountingStream? _sent;

    /// <param name="play">Writes the answer.</param>
    public StreamServer(Func<Stream, CancellationToken, Task> play)
    {
        _play = play;
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    /// <summary>The bytes that were sent, and may still lie in the buffers of the network.</summary>
    public long Sent => _sent?.Count ?? 0;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            using Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
            await using var network = new NetworkStream(socket);
            _sent = new CountingStream(network);
            byte[] request = new byte[64 * 1024];
            _ = await network.ReadAsync(request, _stop.Token);
            await _play(_sent, _stop.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or SocketException or InvalidOperationException)
        {
            // The client has heard enough.
        }
    }

    private sealed class CountingStream(Stream inner) : Stream
    {
        private long _count;

        public long Count => Interlocked.Read(ref _count);

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await inner.WriteAsync(buffer, cancellationToken);
            Interlocked.Add(ref _count, buffer.Length);
        }

        // The compressors of the framework write this way when they are flushed or closed.
        public override void Write(byte[] buffer, int offset, int count)
        {
            inner.Write(buffer, offset, count);
            Interlocked.Add(ref _count, count);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
