namespace HtxFutures.Sandbox.Books.Samples;

/// <summary>Algo orders such as a desk might have: protection of positions on both sides, stops that follow, and triggers that open; near the price, yet none of them there.</summary>
internal sealed class SampleAlgos(Random random, Sequences sequences, DateTimeOffset now)
{
    private static readonly SandboxAlgoType[] s_types = Enum.GetValues<SandboxAlgoType>();

    /// <summary>Algo orders to place, oldest first, every type of each of the first <paramref name="contracts"/> contracts in turn.</summary>
    public IEnumerable<SandboxAlgoTemplate> Draw(int count, int contracts)
    {
        double[] ages = SampleAges.Draw(random, count);
        for (int i = 0; i < count; i++)
        {
            yield return Draw(s_types[i % s_types.Length], i / s_types.Length % contracts, now.AddSeconds(-ages[i]));
        }
    }

    private SandboxAlgoTemplate Draw(SandboxAlgoType type, int contract, DateTimeOffset createdAt)
    {
        bool sells = random.Next(2) == 0;
        SandboxAlgoTemplate terms = new(type)
        {
            ContractCode = SampleContracts.CodeOf(contract, now),
            ClientAlgoId = random.Next(2) == 0 ? OrderId.Text(sequences.NextClientOrderId()) : null,
            Side = sells ? "sell" : "buy",
            MarginMode = random.Next(3) == 0 ? "isolated" : "cross",
            Volume = random.Next(1, 50),
            CreatedAt = createdAt,
        };
        return type switch
        {
            SandboxAlgoType.TakeProfit => terms with { TakeProfit = Stop(contract, above: sells) },
            SandboxAlgoType.StopLoss => terms with { StopLoss = Stop(contract, above: !sells) },
            SandboxAlgoType.TakeProfitStopLoss => terms with { TakeProfit = Stop(contract, above: sells), StopLoss = Stop(contract, above: !sells) },
            SandboxAlgoType.Trigger => Trigger(terms, contract, sells),
            _ => Trailing(terms, contract, sells),
        };
    }

    private SandboxStop Stop(int contract, bool above)
    {
        decimal distance = DrawDistance(above);
        bool isLimit = random.Next(3) == 0;
        return new SandboxStop(SampleContracts.PriceOf(contract, distance))
        {
            Type = isLimit ? "limit" : "market",
            OrderPrice = isLimit ? SampleContracts.PriceOf(contract, distance * 1.01m) : 0,
            PriceType = random.Next(4) == 0 ? "mark" : "last",
        };
    }

    /// <summary>Buys what breaks out above, sells what breaks down below.</summary>
    private SandboxAlgoTemplate Trigger(SandboxAlgoTemplate terms, int contract, bool sells)
    {
        decimal distance = DrawDistance(above: !sells);
        bool isLimit = random.Next(2) == 0;
        return terms with
        {
            TriggerPrice = SampleContracts.PriceOf(contract, distance),
            Price = isLimit ? SampleContracts.PriceOf(contract, distance * 1.02m) : 0,
            PriceMatch = isLimit ? null : "optimal_5",
        };
    }

    private SandboxAlgoTemplate Trailing(SandboxAlgoTemplate terms, int contract, bool sells) => terms with
    {
        ActivePrice = random.Next(2) == 0 ? SampleContracts.PriceOf(contract, DrawDistance(above: sells)) : null,
        CallbackRate = random.Next(5, 50) / 1000m,
        ReduceOnly = random.Next(4) != 0,
    };

    private decimal DrawDistance(bool above) => random.Next(100, 800) / (above ? 10_000m : -10_000m);
}
