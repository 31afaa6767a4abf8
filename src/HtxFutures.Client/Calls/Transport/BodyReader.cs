using System.Buffers;

namespace HtxFutures.Calls.Transport;

/// <summary>Reads the body of an answer. It is gathered in a buffer that is lent: a page of orders would leave twice its size behind.</summary>
internal static class BodyReader
{
    private const int UsualLength = 32 * 1024;

    /// <summary>Reads to the end.</summary>
    /// <exception cref="TransportException">It is too long, or not compressed as it says.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > HttpTransport.LargestBody)
        {
            throw TransportException.TooLarge();
        }

        using Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);

        // Not given back where reading fails: what was given up may still be written to.
        byte[] buffer = ArrayPool<byte>.Shared.Rent(UsualLength);
        int length = 0;
        while (await ReadAsync(stream, buffer.AsMemory(length), cancellationToken).ConfigureAwait(false) is var count and > 0)
        {
            length += count;
            if (length > HttpTransport.LargestBody)
            {
                throw TransportException.TooLarge();
            }

            buffer = length < buffer.Length ? buffer : Grown(buffer);
        }

        byte[] body = buffer.AsSpan(0, length).ToArray();
        ArrayPool<byte>.Shared.Return(buffer);
        return body;
    }

    private static byte[] Grown(byte[] full)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(2 * full.Length);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }

    // What the decompressors of the framework throw at data that is not compressed as it says.
    private static async ValueTask<int> ReadAsync(Stream stream, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is InvalidDataException or (InvalidOperationException and not ObjectDisposedException))
        {
            throw TransportException.Garbled();
        }
    }
}
