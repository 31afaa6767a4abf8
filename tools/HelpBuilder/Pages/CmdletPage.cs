namespace HtxFutures.HelpBuilder.Pages;

/// <summary>The page of a cmdlet: what a person has to say about it that its declaration does not.</summary>
internal sealed record CmdletPage
{
    public required string File { get; init; }

    /// <summary>The cmdlet.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in one sentence.</summary>
    public required string Synopsis { get; init; }

    public required IReadOnlyList<HelpBlock> Description { get; init; }

    public required IReadOnlyList<HelpExample> Examples { get; init; }

    /// <summary>Where the examples begin.</summary>
    public required int ExamplesLine { get; init; }

    /// <summary>One section for each parameter, titled with its name and a hyphen in front.</summary>
    public required HelpSection Parameters { get; init; }

    /// <summary>One section for each type, titled with its full name; <c>None</c> where there is none.</summary>
    public required HelpSection Inputs { get; init; }

    /// <inheritdoc cref="Inputs"/>
    public required HelpSection Outputs { get; init; }

    public required IReadOnlyList<HelpBlock> Notes { get; init; }

    /// <summary>The cmdlets and topics to read next.</summary>
    public required IReadOnlyList<HelpParagraph> Links { get; init; }
}
