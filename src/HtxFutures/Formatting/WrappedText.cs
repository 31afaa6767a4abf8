using System.ComponentModel;

namespace HtxFutures.Formatting;

/// <summary>Texts for columns of several lines: PowerShell breaks those in the middle of words.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WrappedText
{
    /// <summary>The text in lines that are broken between words. A word longer than a line is left to PowerShell.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The longest line, in characters.</param>
    public static string Words(string? text, int width)
    {
        var lines = new List<string>();
        foreach (string word in (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= width)
            {
                lines[^1] += $" {word}";
            }
            else
            {
                lines.Add(word);
            }
        }

        return string.Join('\n', lines);
    }
}
