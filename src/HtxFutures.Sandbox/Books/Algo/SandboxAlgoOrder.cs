namespace HtxFutures.Sandbox;

/// <summary>An algo order as it stood at one moment.</summary>
public sealed record SandboxAlgoOrder
{
    /// <summary>The exchange's id: digits, beyond what a double holds exactly.</summary>
    public required string AlgoId { get; init; }

    /// <summary>The member <c>id</c>: the cursor of listings, a sequence of its own for each type (desk facts 1.3).</summary>
    public required string Id { get; init; }

    /// <summary>What was placed.</summary>
    public required SandboxAlgoTemplate Terms { get; init; }

    /// <summary>Where it stands.</summary>
    public SandboxAlgoState State { get; init; }

    /// <summary>A cancel was accepted and has not taken effect yet; it is still shown as active, and can fire.</summary>
    public bool IsCanceling { get; init; }

    /// <summary>The order that it is attached to; null for none.</summary>
    public string? ParentOrderId { get; init; }

    /// <summary>The ordinary order that it placed; null while it has placed none.</summary>
    public string? ChildOrderId { get; init; }

    /// <summary>When it was placed, on the exchange's clock.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed, on the exchange's clock; coming into effect is a change.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>It can still fire.</summary>
    public bool IsOpen => State is SandboxAlgoState.Waiting or SandboxAlgoState.Active;
}
