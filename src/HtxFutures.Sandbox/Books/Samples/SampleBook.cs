namespace HtxFutures.Sandbox.Books.Samples;

/// <summary>A book such as a desk might have: several contracts, both sides and margin modes, ages from seconds to days.</summary>
internal sealed class SampleBook(Random random, Sequences sequences, DateTimeOffset now)
{
    /// <summary>Orders to place, oldest first, spread evenly over the first <paramref name="contracts"/> contracts.</summary>
    public IEnumerable<(SandboxOrderTemplate Template, long? ClientId)> Orders(int count, int contracts)
    {
        double[] ages = SampleAges.Draw(random, count);
        for (int i = 0; i < count; i++)
        {
            yield return Order(i % contracts, now.AddSeconds(-ages[i]));
        }
    }

    private (SandboxOrderTemplate Template, long? ClientId) Order(int contract, DateTimeOffset createdAt)
    {
        bool buys = random.Next(2) == 0;
        int volume = random.Next(1, 50);
        bool isPartlyFilled = volume > 1 && random.Next(6) == 0;
        SandboxOrderTemplate template = new()
        {
            ContractCode = SampleContracts.CodeOf(contract, now),
            Side = buys ? "buy" : "sell",
            Type = random.Next(4) == 0 ? "post_only" : "limit",
            MarginMode = random.Next(3) == 0 ? "isolated" : "cross",
            Price = DrawPrice(contract, buys),
            Volume = volume,
            FilledVolume = isPartlyFilled ? random.Next(1, volume) : 0,
            ReduceOnly = random.Next(5) == 0,
            Leverage = random.Next(1, 21),
            CreatedAt = createdAt,
        };
        return (template, random.Next(2) == 0 ? sequences.NextClientOrderId() : null);
    }

    private decimal DrawPrice(int contract, bool buys)
    {
        decimal distance = random.Next(5, 800) / 10_000m;
        return SampleContracts.PriceOf(contract, buys ? -distance : distance);
    }
}
