namespace HtxFutures.Exposure;

/// <summary>A part of an exposure: what was read, or why it was not.</summary>
/// <param name="What">What it is, for messages.</param>
/// <param name="Value">What was read; null where it was not.</param>
/// <param name="Failure">Why it was not read.</param>
internal sealed record ExposurePart<T>(string What, T? Value, HtxException? Failure)
    where T : class
{
    /// <summary>Reads a part. What fails is said, and keeps no other part from being read.</summary>
    public static async Task<ExposurePart<T>> ReadAsync(string what, Task<T> reading)
    {
        try
        {
            return new ExposurePart<T>(what, await reading.ConfigureAwait(false), null);
        }
        catch (HtxException failure)
        {
            return new ExposurePart<T>(what, null, failure);
        }
    }

    /// <summary>Why it was not read, as a failure of this part alone; null where it was.</summary>
    public HtxException? Missing => Failure?.Within($"The {What} could not be read, so the account is not said to be quiet or flat.", concernsOneAnswer: true);
}
