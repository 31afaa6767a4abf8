using System.Management.Automation;

namespace HtxFutures.Binding;

/// <summary>Which contracts are meant: exact codes are asked for one by one, wildcards are matched against all.</summary>
internal sealed class ContractFilter
{
    private readonly WildcardPattern[] _patterns;

    private ContractFilter(IReadOnlyList<string?> toAsk, WildcardPattern[] patterns)
    {
        ToAsk = toAsk;
        _patterns = patterns;
    }

    /// <summary>What to ask the exchange for; null stands for all contracts.</summary>
    public IReadOnlyList<string?> ToAsk { get; }

    /// <param name="contracts">Codes or patterns as the user gave them; null for all.</param>
    public static ContractFilter Create(string[]? contracts)
    {
        if (contracts is null)
        {
            return new ContractFilter([null], []);
        }

        if (!contracts.Any(WildcardPattern.ContainsWildcardCharacters))
        {
            return new ContractFilter([.. contracts.Distinct(StringComparer.OrdinalIgnoreCase)], []);
        }

        const WildcardOptions options = WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant | WildcardOptions.Compiled;
        return new ContractFilter([null], [.. contracts.Select(contract => new WildcardPattern(contract.Trim(), options))]);
    }

    /// <summary>Whether an order that came back is meant.</summary>
    public bool Matches(string contractCode) => _patterns.Length == 0 || Array.Exists(_patterns, pattern => pattern.IsMatch(contractCode));
}
