namespace HtxFutures.Sandbox.Market;

/// <summary>What the contracts trade at. There is no market behind it: a price stands until it is moved.</summary>
internal sealed class MarketPrices
{
    private readonly Dictionary<string, (decimal Last, decimal Mark)> _moved = new(StringComparer.Ordinal);

    /// <summary>The price of the last trade; null where none is known.</summary>
    public decimal? LastOf(string contractCode) => Of(contractCode)?.Last;

    /// <summary>The price that triggers of a kind look at, last or mark; null where none is known.</summary>
    public decimal? PriceOf(string contractCode, string priceType) =>
        priceType == "mark" ? Of(contractCode)?.Mark : LastOf(contractCode);

    public void Move(string contractCode, decimal last, decimal mark) => _moved[contractCode] = (last, mark);

    private (decimal Last, decimal Mark)? Of(string contractCode)
    {
        if (_moved.TryGetValue(contractCode, out (decimal, decimal) moved))
        {
            return moved;
        }

        return ListedAssets.PriceOf(contractCode) is { } price ? (price, price) : null;
    }
}
