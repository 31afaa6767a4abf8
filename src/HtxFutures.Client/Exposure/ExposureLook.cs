using HtxFutures.Calls;

namespace HtxFutures.Exposure;

/// <summary>Looks once at all that can trade or move an account, and counts it.</summary>
internal sealed class ExposureLook(Caller caller)
{
    /// <summary>Looks. What cannot be read is told in the row.</summary>
    /// <param name="autoCancel">The dead-man's switch as it is known.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task<HtxExposure> TakeAsync(HtxAutoCancel autoCancel, CancellationToken cancellationToken)
    {
        DateTimeOffset asOf = caller.Connection.Clock.Now.ToUniversalTime();
        TradingLook look = await new TradingLooks(caller, TradingScope.Account).Begin(cancellationToken).WholeAsync().ConfigureAwait(false);
        IReadOnlyList<HtxPosition>? positions = look.Positions.All;
        return new HtxExposure
        {
            Account = caller.Connection.Account.Name,
            OpenOrders = look.Orders.All?.Count,
            AlgoOrders = look.Algos.All?.Count,
            Positions = positions?.Count,
            PositionVolume = Sum(positions, position => position.Volume),
            UnrealizedProfit = positions?.Select(Quote).Distinct().Count() > 1 ? null : Sum(positions, position => position.UnrealizedProfit),
            Equity = look.Balance?.Equity,
            MarginRate = look.Balance?.MarginRate,
            AutoCancel = autoCancel,
            AsOf = asOf,
            Failures = [.. look.Unread.Select(Missing)],
            Ambiguity = look.Balance?.Ambiguity,
        };
    }

    private static HtxException Missing((string What, HtxException Failure) part) =>
        part.Failure.Within($"The {part.What} could not be read, so the account is not said to be quiet or flat.", concernsOneAnswer: true);

    /// <summary>The sum of a figure; null where one of them is not known.</summary>
    private static decimal? Sum(IReadOnlyList<HtxPosition>? positions, Func<HtxPosition, decimal?> figure)
    {
        try
        {
            // Of nullable numbers, the framework's own sum leaves out those that are null.
            return positions?.Aggregate((decimal?)0, (sum, position) => sum + figure(position));
        }
        catch (OverflowException)
        {
            return null; // no figures of this world
        }
    }

    // In the currency that its contract is quoted in, profit is made (facts 2.1).
    private static string Quote(HtxPosition position) => position.ContractCode.Split('-') is [_, var quote, ..] ? quote : position.ContractCode;
}
