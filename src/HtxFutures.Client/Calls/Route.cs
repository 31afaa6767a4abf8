namespace HtxFutures.Calls;

/// <summary>A way into the exchange, and what holds for all that goes it.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">The path, which is all that is ever written of a request's address.</param>
/// <param name="Bucket">The account's budget that it draws on; null for public pages, which need no key and draw on none.</param>
/// <param name="Repeat">What may be sent twice.</param>
internal sealed record Route(HttpMethod Method, string Path, BudgetBucket? Bucket, Repeat Repeat)
{
    /// <summary>Whether it needs no key.</summary>
    public bool IsPublic => Bucket is null;

    /// <summary>Whether its requests go ahead of what waits for the budget: for the few that would come too late, or that do the work of many who wait.</summary>
    public bool GoesAhead { get; init; }

    /// <summary>
    /// Whether a request that is given up under way is heard out, though nobody waits for it: its answer gives its place back,
    /// while one that is broken off may be counted for a long time yet. What does something is broken off, lest it run later.
    /// </summary>
    public bool IsHeardOut => Bucket == BudgetBucket.Read;

    /// <summary>A public page.</summary>
    public static Route Page(string path) => new(HttpMethod.Get, path, null, Repeat.Always);

    /// <summary>A signed look. To look twice does no harm.</summary>
    public static Route Read(string path) => new(HttpMethod.Get, path, BudgetBucket.Read, Repeat.Always);

    /// <summary>Does something at the exchange.</summary>
    public static Route Trade(string path, Repeat repeat) => new(HttpMethod.Post, path, BudgetBucket.Trade, repeat);

    /// <summary>Method and path.</summary>
    public override string ToString() => $"{Method.Method} {Path}";
}
