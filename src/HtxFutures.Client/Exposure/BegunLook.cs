namespace HtxFutures.Exposure;

/// <summary>A look that is under way. Each part is there when it is read, so that one that hangs holds up nothing that the others tell to do.</summary>
internal sealed class BegunLook
{
    /// <summary>The open orders.</summary>
    public required Task<LookedAt<HtxOrder>> Orders { get; init; }

    /// <summary>The active algo orders, of every type.</summary>
    public required Task<LookedAt<HtxAlgoOrder>> Algos { get; init; }

    /// <summary>The positions, cross and isolated.</summary>
    public required Task<LookedAt<HtxPosition>> Positions { get; init; }

    /// <summary>The balance, or why it could not be read; neither where it was not asked for.</summary>
    public required Task<(HtxBalance? Balance, HtxException? Failure)> Balance { get; init; }

    /// <summary>The look, once all of it was read.</summary>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<TradingLook> WholeAsync()
    {
        (HtxBalance? balance, HtxException? failure) = await Balance.ConfigureAwait(false);
        return new TradingLook
        {
            Orders = await Orders.ConfigureAwait(false),
            Algos = await Algos.ConfigureAwait(false),
            Positions = await Positions.ConfigureAwait(false),
            Balance = balance,
            BalanceFailure = failure,
        };
    }
}
