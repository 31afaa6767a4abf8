namespace HtxFutures.Past;

/// <summary>The contracts that are asked for: exact ones, for there is no list of all (desk facts 4.2).</summary>
internal static class PastContracts
{
    private const string Advice = "Name each contract by its whole code, such as BTC-USDT: the exchange lists what is over contract by contract.";

    /// <summary>The codes, each once.</summary>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: one is none.</exception>
    public static string[] Check(PastQuery query)
    {
        ArgumentNullException.ThrowIfNull(query.ContractCodes);
        return query.ContractCodes.FirstOrDefault(code => code?.AsSpan().IndexOfAny("*?[") >= 0) is { } pattern
            ? throw new HtxException(HtxErrorKind.InvalidParameter, $"The contract '{pattern.Trim()}' is refused: it is a pattern, and the exchange wants exact contracts here.") { Advice = Advice }
            : [.. query.ContractCodes.Select(ContractCode.Parse).Distinct(StringComparer.Ordinal)];
    }

    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: nothing is asked for.</exception>
    public static void RequireAny(int count)
    {
        if (count == 0)
        {
            throw new HtxException(HtxErrorKind.InvalidParameter, "No contract is named.") { Advice = Advice };
        }
    }
}
