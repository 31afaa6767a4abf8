namespace HtxFutures.HelpBuilder.Pages;

/// <summary>A page about a topic rather than a cmdlet.</summary>
/// <param name="File">The page.</param>
/// <param name="Name">The topic; begins with <c>about_</c>.</param>
/// <param name="ShortDescription">The topic in one line.</param>
/// <param name="Sections">The rest.</param>
internal sealed record AboutPage(string File, string Name, string ShortDescription, IReadOnlyList<HelpSection> Sections)
{
    private const string Prefix = "about_";
    private const string First = "Short description";

    // Lists of topics show one line of it.
    private const int LongestShortDescription = 75;

    /// <summary>Whether a file's name is that of such a page.</summary>
    public static bool IsAbout(string file) => Path.GetFileName(file).StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Reads a page, and tells where it has not the shape of one.</summary>
    public static AboutPage Read(HelpSection page, string file, List<HelpIssue> issues)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        if (page.Title != name)
        {
            issues.Add(new HelpIssue(HelpRule.Headings, file, page.Line, $"The title is '{page.Title}', and should be '{name}', as the file's name."));
        }

        string text = page.Sections.FirstOrDefault() is { Title: First, Sections: [], Blocks: [HelpParagraph paragraph] } ? paragraph.Text : "";
        if (text.Length is 0 or > LongestShortDescription || page.Blocks.Count > 0)
        {
            issues.Add(new HelpIssue(HelpRule.Text, file, page.Line, $"The page begins with the heading '{First}' and one paragraph of at most {LongestShortDescription} characters."));
        }

        return new AboutPage(file, name, text, [.. page.Sections.Skip(1)]);
    }
}
