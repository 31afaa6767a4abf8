namespace HtxFutures.HelpBuilder.Writing;

/// <summary>Breaks text into lines between words.</summary>
internal static class TextWrap
{
    /// <returns>Lines no longer than the width, but for a word that is longer by itself.</returns>
    public static IEnumerable<string> Lines(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
