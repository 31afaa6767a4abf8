namespace HtxFutures.Sandbox.Books.Fills;

/// <summary>An execution in the exchange's hands.</summary>
/// <param name="Id">The id of its row.</param>
/// <param name="View">What is shown of it.</param>
internal sealed record BookedFill(long Id, SandboxFill View);
