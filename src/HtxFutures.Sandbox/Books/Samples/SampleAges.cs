namespace HtxFutures.Sandbox.Books.Samples;

/// <summary>How old the things in a book are.</summary>
internal static class SampleAges
{
    private const double YoungestSeconds = 5;
    private const double OldestSeconds = 5 * 24 * 3600;

    /// <summary>Ages in seconds, oldest first, evenly over the orders of magnitude: as many seconds old as days old.</summary>
    public static double[] Draw(Random random, int count)
    {
        double[] ages = Enumerable.Range(0, count)
            .Select(_ => YoungestSeconds * Math.Pow(OldestSeconds / YoungestSeconds, random.NextDouble()))
            .ToArray();
        Array.Sort(ages, (left, right) => right.CompareTo(left));
        return ages;
    }
}
