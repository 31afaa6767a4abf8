namespace HtxFutures.Fuzzing;

/// <summary>Reads an input as a script: byte by byte, and zeros beyond its end, so that every input is a whole script.</summary>
internal sealed class BytesReader(byte[] input)
{
    private int _at;

    public bool IsAtEnd => _at >= input.Length;

    public byte Next() => IsAtEnd ? (byte)0 : input[_at++];

    public byte[] Take(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];
}
