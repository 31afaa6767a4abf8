namespace HtxFutures.HelpBuilder.Pages;

/// <summary>An example: what it shows, what to type, and what comes of it.</summary>
/// <param name="Title">The title, without a number.</param>
/// <param name="Code">The lines to type.</param>
/// <param name="Remarks">What is said about them.</param>
internal sealed record HelpExample(string Title, IReadOnlyList<string> Code, IReadOnlyList<HelpBlock> Remarks);
