namespace HtxFutures.Calls.Transport;

/// <summary>
/// A connection's bytes, on their way between the network and the framework's HTTP. That sends a GET again by itself, up
/// to three times, when the other side closes the connection without an answer. Such a request may have reached the
/// exchange and been counted, and only one place was taken in the budget. So the end of a connection on which something
/// was sent and nothing came back is shown as a failure, which is not repeated behind our back but by our own rules.
/// </summary>
/// <param name="inner">The connection.</param>
internal sealed class SentOnceStream(Stream inner) : Stream
{
    // Reading and writing may go on at the same time.
    private volatile bool _unanswered;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (count > 0)
        {
            _unanswered = false;
        }
        else if (_unanswered && !buffer.IsEmpty)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded, "The connection was closed without an answer.");
        }

        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _unanswered = true;
        return inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    // The framework's HTTP uses none of these where it is used asynchronously, as here.
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
