namespace HtxFutures;

/// <summary>
/// What is to be stopped, or looked at: contracts, or all of the account. It begins with a contract, or with the word
/// that the whole account is meant: to leave something out never means all.
/// </summary>
public sealed record TradingScope
{
    private TradingScope(IReadOnlyList<string> contractCodes) => ContractCodes = contractCodes;

    /// <summary>Every contract of the account.</summary>
    public static TradingScope Account { get; } = new([]);

    /// <summary>The contracts, in upper case, each once; none where the whole account is meant.</summary>
    public IReadOnlyList<string> ContractCodes { get; }

    /// <summary>Whether the whole account is meant.</summary>
    public bool IsAccount => ContractCodes.Count == 0;

    /// <summary>Some contracts.</summary>
    /// <param name="contractCodes">Their exact codes; any case.</param>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: a text is no contract code.</exception>
    /// <exception cref="ArgumentException">There is none: that never means all.</exception>
    public static TradingScope Contracts(IEnumerable<string> contractCodes)
    {
        string[] codes = [.. contractCodes.Select(ContractCode.Parse).Distinct(StringComparer.Ordinal)];
        return codes.Length > 0 ? new TradingScope(codes) : throw new ArgumentException("At least one contract is needed.", nameof(contractCodes));
    }

    /// <summary>The scope for people.</summary>
    public override string ToString() => IsAccount ? "every contract of the account" : string.Join(", ", ContractCodes);

    /// <summary>The same, as mass cancels can be told.</summary>
    internal IReadOnlyList<MassCancelScope> MassCancels => IsAccount ? [MassCancelScope.Account] : [.. ContractCodes.Select(MassCancelScope.Contract)];

    /// <summary>Whether a contract is meant.</summary>
    internal bool Includes(string contractCode) => IsAccount || ContractCodes.Contains(contractCode, StringComparer.Ordinal);
}
