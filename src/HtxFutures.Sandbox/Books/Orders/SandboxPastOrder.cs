namespace HtxFutures.Sandbox;

/// <summary>An order that had ended before anybody looked: filled, where all of it was executed, else cancelled.</summary>
/// <param name="Terms">What was placed, and when; its own filled volume does not count.</param>
/// <param name="EndedAt">When it ended, on the exchange's clock.</param>
public sealed record SandboxPastOrder(SandboxOrderTemplate Terms, DateTimeOffset EndedAt)
{
    /// <summary>What was executed of it, the earliest first; nothing unless set.</summary>
    public IReadOnlyList<SandboxPastFill> Fills { get; init; } = [];

    /// <summary>The exchange's text for why what was left of it was cancelled; by the client unless set.</summary>
    public string CancelReason { get; init; } = "Limit order cancelation by the client";
}
