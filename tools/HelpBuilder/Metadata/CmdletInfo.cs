namespace HtxFutures.HelpBuilder.Metadata;

/// <summary>A cmdlet as its class declares it.</summary>
internal sealed record CmdletInfo
{
    public required string Verb { get; init; }

    public required string Noun { get; init; }

    public string Name => $"{Verb}-{Noun}";

    /// <summary>In the order of their declaration; those of the base classes, then those that confirmation adds, come last.</summary>
    public required IReadOnlyList<CmdletParameter> Parameters { get; init; }

    /// <summary>Its parameter sets, the default first; the one set of a cmdlet that names none is null.</summary>
    public required IReadOnlyList<string?> Sets { get; init; }

    /// <summary>The full names of the types it takes from the pipeline; for objects that it takes by the names of their properties, PSObject.</summary>
    public required IReadOnlyList<string> InputTypes { get; init; }

    /// <summary>The full names of the types it writes.</summary>
    public required IReadOnlyList<string> OutputTypes { get; init; }

    /// <summary>The parameters of a set in the order in which PowerShell shows them: by position, then the mandatory ones, then the rest.</summary>
    public IEnumerable<(CmdletParameter Parameter, ParameterUse Use)> InSet(string? set) =>
        from parameter in Parameters
        let use = parameter.Uses.FirstOrDefault(use => use.Set is null || use.Set == set)
        where use is not null
        orderby use.Position ?? int.MaxValue, use.IsMandatory descending
        select (parameter, use);
}
