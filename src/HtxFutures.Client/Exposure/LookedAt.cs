namespace HtxFutures.Exposure;

/// <summary>What one part of a look has shown.</summary>
/// <param name="Found">What there is; what could be read, where not all could.</param>
/// <param name="Failure">Why it could not be read to its end; null where it could.</param>
internal sealed record LookedAt<T>(IReadOnlyList<T> Found, HtxException? Failure)
{
    /// <summary>Whether it was read to its end and shows nothing.</summary>
    public bool IsEmpty => Failure is null && Found.Count == 0;

    /// <summary>All that there is; null where it could not be read to its end.</summary>
    public IReadOnlyList<T>? All => Failure is null ? Found : null;

    /// <summary>Reads a listing to its end, or to where it fails.</summary>
    public static async Task<LookedAt<T>> ReadAsync(IAsyncEnumerable<T> listing, Func<T, bool> isMeant, CancellationToken cancellationToken)
    {
        var found = new List<T>();
        try
        {
            await foreach (T each in listing.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if (isMeant(each))
                {
                    found.Add(each);
                }
            }

            return new LookedAt<T>(found, null);
        }
        catch (HtxException failure)
        {
            return new LookedAt<T>(found, failure);
        }
    }

    /// <summary>Several parts as one; it fails as the first of them that does.</summary>
    public static LookedAt<T> Together(IReadOnlyCollection<LookedAt<T>> parts) =>
        new([.. parts.SelectMany(part => part.Found)], parts.Select(part => part.Failure).FirstOrDefault(failure => failure is not null));
}
