namespace HtxFutures.Listings;

/// <summary>Reads the rows out of the <c>data</c> of an answer.</summary>
/// <param name="data">The data; empty where there are none.</param>
/// <exception cref="System.Text.Json.JsonException">They cannot be read, or cannot be relied on.</exception>
internal delegate List<T> PageReader<T>(ReadOnlySpan<byte> data);
