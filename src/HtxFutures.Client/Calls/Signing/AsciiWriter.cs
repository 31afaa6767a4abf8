using System.Text;

namespace HtxFutures.Calls.Signing;

/// <summary>Appends ASCII to a buffer that the caller made large enough.</summary>
internal ref struct AsciiWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;

    public int Length { get; private set; }

    public readonly ReadOnlySpan<byte> Written => _buffer[..Length];

    public void Write(byte b) => _buffer[Length++] = b;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer[Length..]);
        Length += bytes.Length;
    }

    public void Write(string ascii) => Length += Encoding.ASCII.GetBytes(ascii, _buffer[Length..]);
}
