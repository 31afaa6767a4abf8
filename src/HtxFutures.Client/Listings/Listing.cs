using HtxFutures.Calls;
using HtxFutures.Calls.Signing;

namespace HtxFutures.Listings;

/// <summary>A listing of the exchange, as data: what to ask for, how to read it, and how its pages hang together.</summary>
/// <param name="Route">The way its requests go.</param>
/// <param name="Subject">What it lists, for messages.</param>
/// <param name="Rows">What its rows are, in the plural.</param>
/// <param name="Read">Reads a page.</param>
internal sealed record Listing<T>(Route Route, object Subject, string Rows, PageReader<T> Read)
{
    /// <summary>What to list, by the exchange's names; what is null does not restrict.</summary>
    public IReadOnlyList<(string Name, string? Value)> Query { get; init; } = [];

    /// <summary>How the pages hang together; null where all comes on one, without a cursor.</summary>
    public Pages<T>? Pages { get; init; }

    /// <summary>Writes the request for the page beside a cursor.</summary>
    /// <param name="cursor">The cursor of the last row that is known; null for the first page.</param>
    /// <param name="direction">Which way the page lies from it.</param>
    public ApiRequest Ask(string? cursor = null, PageDirection direction = PageDirection.Next)
    {
        QueryParameter[] query = [.. from asked in Query where asked.Value is not null select new QueryParameter(asked.Name, asked.Value), .. Pages?.Ask(cursor, direction) ?? []];
        Array.Sort(query, static (one, other) => string.CompareOrdinal(one.Name, other.Name));
        return new ApiRequest(Route, Subject) { Query = query };
    }
}
