namespace HtxFutures.Tests.Architecture;

/// <summary>One file uses another.</summary>
/// <param name="From">The one that uses.</param>
/// <param name="To">The one that is used.</param>
internal sealed record Arrow(string From, string To)
{
    /// <summary>The room of the one that uses.</summary>
    public string FromRoom => Room(From);

    /// <summary>The room of the one that is used.</summary>
    public string ToRoom => Room(To);

    private static string Room(string file) => file.LastIndexOf('/') is >= 0 and var end ? file[..end] : "(door)";
}
