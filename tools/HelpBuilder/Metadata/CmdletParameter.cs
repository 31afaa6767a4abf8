namespace HtxFutures.HelpBuilder.Metadata;

/// <summary>A parameter as its property declares it.</summary>
internal sealed record CmdletParameter
{
    public required string Name { get; init; }

    /// <summary>Its type in PowerShell's words; null for a switch.</summary>
    public required string? TypeName { get; init; }

    public bool IsArray { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    public bool TakesWildcards { get; init; }

    /// <summary>What may be given, where that is a closed set.</summary>
    public IReadOnlyList<string> AcceptedValues { get; init; } = [];

    /// <summary>The least and the greatest value, where there are such.</summary>
    public (string Least, string Most)? Range { get; init; }

    /// <summary>What holds where it is not given.</summary>
    public string DefaultValue { get; init; } = "None";

    /// <summary>How it is used in its parameter sets.</summary>
    public required IReadOnlyList<ParameterUse> Uses { get; init; }

    /// <summary>Whether it comes with confirmation, and is the same for all cmdlets.</summary>
    public bool IsShouldProcess { get; init; }
}
