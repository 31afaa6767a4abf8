namespace HtxFutures.Sandbox;

/// <summary>The body of an answer as it arrives: half a gigabyte costs no memory, and a cut fails as a broken connection does.</summary>
internal sealed class DeliveredBody(SandboxReply reply) : Stream
{
    private readonly long _end = reply.Delivery.CutAt ?? Math.Max(reply.Body.Length, reply.Delivery.PaddedTo);
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int count = (int)Math.Min(buffer.Length, _end - _position);
        if (count == 0 && buffer.Length > 0 && reply.Delivery.CutAt is not null)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
        }

        ReadOnlySpan<byte> rest = reply.Body.Span[(int)Math.Min(_position, reply.Body.Length)..];
        rest = rest[..Math.Min(rest.Length, count)];
        rest.CopyTo(buffer);
        buffer[rest.Length..count].Fill((byte)' ');
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        try
        {
            return new ValueTask<int>(Read(buffer.Span));
        }
        catch (HttpIOException broken)
        {
            return ValueTask.FromException<int>(broken);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
        // Nothing is held back.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
