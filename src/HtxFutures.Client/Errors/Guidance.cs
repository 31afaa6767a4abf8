using System.Diagnostics.CodeAnalysis;

namespace HtxFutures.Errors;

/// <summary>
/// A text that tells people what to do, complete as it stands. Its last sentence is about the means: an interface goes on
/// there with a colon, and its own name for them.
/// </summary>
/// <param name="Text">The text.</param>
/// <param name="Means">What serves for what the last sentence advises.</param>
internal sealed record Guidance(string Text, Means Means = Means.None)
{
    /// <summary>What sort of orders it is about.</summary>
    public OrderKind Kind { get; init; }

    /// <summary>The contract that it is about; null where that is none.</summary>
    public string? ContractCode { get; init; }

    /// <summary>The exchange's id of the order that it is about, likewise.</summary>
    public string? OrderId { get; init; }

    /// <summary>The client's id, likewise.</summary>
    public string? ClientOrderId { get; init; }

    /// <summary>Which way the orders trade that it is about, likewise.</summary>
    public string? ClosingSide { get; init; }

    /// <summary>A text without means.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Guidance?(string? text) => text is null ? null : new(text);

    /// <summary>The text.</summary>
    [return: NotNullIfNotNull(nameof(guidance))]
    public static implicit operator string?(Guidance? guidance) => guidance?.Text;

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
