namespace HtxFutures.HelpBuilder.Pages;

/// <summary>A piece of a page's text, of a kind that help can show. Texts are plain: marks are taken out.</summary>
/// <param name="Line">Where it stands, counted from 1.</param>
internal abstract record HelpBlock(int Line);

/// <summary>A paragraph, as one line.</summary>
internal sealed record HelpParagraph(string Text, int Line) : HelpBlock(Line);

/// <summary>A list, each item one line.</summary>
internal sealed record HelpList(IReadOnlyList<HelpParagraph> Items, int Line) : HelpBlock(Line);

/// <summary>Code, line by line as it stands, in the language that its fence names.</summary>
internal sealed record HelpCode(string Language, IReadOnlyList<string> Lines, int Line) : HelpBlock(Line);

/// <summary>A table; the first row is its head.</summary>
internal sealed record HelpTable(IReadOnlyList<IReadOnlyList<string>> Rows, int Line) : HelpBlock(Line);
