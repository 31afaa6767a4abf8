namespace HtxFutures.Running.Messages;

/// <summary>Something to say of a request.</summary>
/// <param name="Kind">Where to say it.</param>
/// <param name="Text">The text.</param>
internal sealed record RequestMessage(RequestMessageKind Kind, string Text);
