using System.Text.RegularExpressions;

namespace HtxFutures;

/// <summary>The shape of a contract's name: base and quote, and for a delivery contract its day (facts 2.1).</summary>
internal static partial class ContractCode
{
    /// <summary>The code in upper case, without surrounding blanks.</summary>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: the text has another shape.</exception>
    public static string Parse(string? text)
    {
        // Invariant: in Turkish, the upper case of i is another letter.
        string code = (text ?? "").Trim().ToUpperInvariant();
        return Shape().IsMatch(code) ? code : throw new HtxException(HtxErrorKind.InvalidParameter, $"The contract code '{text}' is not one.")
        {
            Advice = "Contract codes look like BTC-USDT (perpetual) or BTC-USDT-261225 (delivery, year month day).",
        };
    }

    [GeneratedRegex(@"\A[A-Z0-9]{1,30}-[A-Z0-9]{2,10}(-[0-9]{6})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
