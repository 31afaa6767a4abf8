using System.Buffers;

namespace HtxFutures.Calls.Answers;

/// <summary>
/// Errors that come as words instead of numbers, such as <c>api-signature-not-valid</c>: the older interfaces of the
/// exchange, and gateways that it shares with them, write them where the code belongs (facts 3.1). Few are known, so
/// what a word is about follows from how it begins.
/// </summary>
internal static class ErrorWord
{
    private const int Longest = 64;

    private static readonly SearchValues<char> s_characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>The word, if that is what the text is: lower-case ASCII letters with hyphens or underscores between them. Else null.</summary>
    public static string? Find(string? text) =>
        text is { Length: > 2 and <= Longest }
        && char.IsAsciiLetterLower(text[0])
        && text.AsSpan().IndexOfAny('-', '_') > 0
        && !text.AsSpan().ContainsAnyExcept(s_characters)
            ? text
            : null;

    /// <summary>What the word says of the request.</summary>
    public static ExchangeCode Read(string word) => word switch
    {
        "login-required" or "invalid-ip" => ExchangeCodes.Find(401),
        _ when word.StartsWith("api-", StringComparison.Ordinal) => ExchangeCodes.Find(401),
        _ when word.EndsWith("internal-error", StringComparison.Ordinal) => ExchangeCodes.Find(1000),
        _ => new ExchangeCode(0, CodeClass.Other, "the exchange refused"),
    };
}
