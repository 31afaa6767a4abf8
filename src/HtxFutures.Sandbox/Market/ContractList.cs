namespace HtxFutures.Sandbox.Market;

/// <summary>The contracts that the exchange lists.</summary>
internal sealed class ContractList(SandboxOptions options)
{
    private static readonly HashSet<string> s_assets = [.. ListedAssets.Names, "龙虾", "哈基米"];

    // Those with delivery contracts; of which days is not kept track of.
    private static readonly HashSet<string> s_delivered = ["BTC", "ETH"];

    private readonly HashSet<string> _added = new(StringComparer.Ordinal);

    /// <summary>Lists a contract.</summary>
    public void Add(string code) => _added.Add(code);

    /// <summary>Whether there is such a contract; where unknown ones are not refused, whether there could be.</summary>
    public bool Has(string code)
    {
        if (!ContractCodes.IsWellFormed(code))
        {
            return false;
        }

        string[] parts = code.Split('-');
        return !options.RefuseUnknownContracts || _added.Contains(code) || (parts.Length == 2 ? s_assets : s_delivered).Contains(parts[0]);
    }
}
