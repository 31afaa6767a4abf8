using System.Management.Automation;

namespace HtxFutures.Binding;

/// <summary>A pattern as a user writes it, in any case and every culture the same.</summary>
internal sealed class Wildcard
{
    private readonly WildcardPattern _pattern;

    private Wildcard(WildcardPattern pattern, bool isExact)
    {
        _pattern = pattern;
        IsExact = isExact;
    }

    /// <summary>Whether it has no wildcards in it, and so stands for one thing.</summary>
    public bool IsExact { get; }

    /// <param name="text">The pattern.</param>
    /// <param name="what">What it is for, for the error.</param>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: it is no pattern.</exception>
    public static Wildcard Parse(string text, string what)
    {
        var pattern = new WildcardPattern(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        try
        {
            // A pattern is read when it is used first.
            pattern.IsMatch("");
        }
        catch (WildcardPatternException)
        {
            throw new HtxException(HtxErrorKind.InvalidParameter, $"The {what} '{text}' is no wildcard pattern.")
            {
                Advice = "A bracket opens a set such as [BE]*; to mean itself it is written `[, in single quotes.",
            };
        }

        return new Wildcard(pattern, !WildcardPattern.ContainsWildcardCharacters(text));
    }

    /// <summary>Whether a text is one of those that are meant.</summary>
    public bool Matches(string text) => _pattern.IsMatch(text);
}
