namespace HtxFutures.Fuzzing;

/// <summary>A piece of code that strangers feed, and what must hold whatever they feed it.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Draw">Makes an input. The same random numbers make the same input.</param>
/// <param name="Check">Feeds an input, throws where a property breaks, and tells in a word what became of the input.</param>
/// <param name="Words">The words that a short run must have seen, or it has tried less than it seems.</param>
public sealed record FuzzTarget(string Name, Func<Random, byte[]> Draw, Func<byte[], string> Check, IReadOnlyList<string> Words)
{
    /// <summary>How many inputs make a short run: a second's worth.</summary>
    public int ShortRun { get; init; } = 10_000;
}
