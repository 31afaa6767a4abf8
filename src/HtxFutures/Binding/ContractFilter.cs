using System.Management.Automation;

namespace HtxFutures.Binding;

/// <summary>Which contracts are meant: exact codes are asked for one by one, wildcards are matched against all.</summary>
internal sealed class ContractFilter
{
    private readonly Wildcard[] _patterns;

    private ContractFilter(IReadOnlyList<string?> toAsk, Wildcard[] patterns)
    {
        ToAsk = toAsk;
        _patterns = patterns;
    }

    /// <summary>What to ask the exchange for; null stands for all contracts.</summary>
    public IReadOnlyList<string?> ToAsk { get; }

    /// <param name="contracts">Codes or patterns as the user gave them; null for all.</param>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: one is no pattern.</exception>
    public static ContractFilter Create(string[]? contracts)
    {
        // Before doubles are taken out: a list that was split at its commas has blanks in it.
        string[]? trimmed = contracts?.Select(contract => contract.Trim()).ToArray();
        return trimmed switch
        {
            null => new ContractFilter([null], []),
            _ when trimmed.Any(WildcardPattern.ContainsWildcardCharacters) => new ContractFilter([null], [.. trimmed.Select(contract => Wildcard.Parse(contract, "contract"))]),
            _ => new ContractFilter([.. trimmed.Distinct(StringComparer.OrdinalIgnoreCase)], []),
        };
    }

    /// <summary>Whether an order that came back is meant.</summary>
    public bool Matches(string contractCode) => _patterns.Length == 0 || Array.Exists(_patterns, pattern => pattern.Matches(contractCode));
}
