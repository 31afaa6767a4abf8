using System.Management.Automation;
using System.Text;

namespace HtxFutures.Binding;

/// <summary>The way of a text from what the user has typed to what stands on the line once it is completed.</summary>
internal static class CompletionWord
{
    /// <summary>What the user has typed so far, without the quotes it may stand in.</summary>
    public static string Typed(string? word) => (word ?? "").Trim('\'', '"').Replace("''", "'", StringComparison.Ordinal);

    /// <summary>The text as it may stand in a command: in quotes where it would mean something else without.</summary>
    public static string Quote(string text)
    {
        // Others may be harmless too; quotes do no harm. A dash at the front would begin a parameter.
        if (text.Length > 0 && text[0] != '-' && text.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            return text;
        }

        var quoted = new StringBuilder("'");
        foreach (char c in text)
        {
            // PowerShell takes typographic quotes for quotes, too.
            quoted.Append(c is '\'' or '\u2018' or '\u2019' or '\u201a' or '\u201b' ? $"{c}{c}" : c.ToString());
        }

        return quoted.Append('\'').ToString();
    }

    /// <summary>The text as a wildcard pattern that matches it alone.</summary>
    public static string EscapeWildcards(string text) =>
        string.Concat(text.Select(c => c is '*' or '?' or '[' or ']' or '`' ? $"`{c}" : c.ToString()));

    /// <summary>A suggestion as PowerShell shows it.</summary>
    /// <param name="text">What is suggested.</param>
    /// <param name="tip">What is told about it.</param>
    /// <param name="completion">What is put on the line; null for the text.</param>
    public static CompletionResult Result(string text, string tip, string? completion = null) =>
        new(Quote(completion ?? text), text, CompletionResultType.ParameterValue, tip);
}
