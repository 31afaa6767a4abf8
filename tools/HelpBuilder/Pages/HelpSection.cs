namespace HtxFutures.HelpBuilder.Pages;

/// <summary>A heading and what stands below it.</summary>
/// <param name="title">The heading.</param>
/// <param name="line">Where it stands, counted from 1.</param>
internal sealed class HelpSection(string title, int line)
{
    public string Title { get; } = title;

    public int Line { get; } = line;

    /// <summary>What stands before the first heading below this one.</summary>
    public List<HelpBlock> Blocks { get; } = [];

    public List<HelpSection> Sections { get; } = [];
}
