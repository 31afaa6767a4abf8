namespace HtxFutures.Exposure;

/// <summary>What can still trade or move an account, by one look at all of it. Its parts are read side by side, so it is no picture of one moment.</summary>
internal sealed record TradingLook
{
    /// <summary>The open orders.</summary>
    public required LookedAt<HtxOrder> Orders { get; init; }

    /// <summary>The active algo orders, of every type.</summary>
    public required LookedAt<HtxAlgoOrder> Algos { get; init; }

    /// <summary>The positions, cross and isolated.</summary>
    public required LookedAt<HtxPosition> Positions { get; init; }

    /// <summary>The account's balance; null where it was not asked for, or could not be read.</summary>
    public HtxBalance? Balance { get; init; }

    /// <summary>Why the balance could not be read; null where it could, or was not asked for.</summary>
    public HtxException? BalanceFailure { get; init; }

    /// <summary>What could not be listed to its end, and why.</summary>
    public IEnumerable<(string What, HtxException Failure)> Unlisted => Failed([("open orders", Orders.Failure), ("algo orders", Algos.Failure), ("positions", Positions.Failure)]);

    /// <summary>What could not be read, the balance too, and why.</summary>
    public IEnumerable<(string What, HtxException Failure)> Unread => Unlisted.Concat(Failed([("balance", BalanceFailure)]));

    /// <summary>
    /// Whether the listings show neither an order nor a position while the account has margin in use: one of the two is
    /// behind the other, and an empty list beside it proves nothing.
    /// </summary>
    public bool IsContradicted => Orders.IsEmpty && Positions.IsEmpty && MarginInUse > 0;

    /// <summary>The margin that the balance has in use, of the currency that has most; null where it does not say.</summary>
    public decimal? MarginInUse => Balance is { } balance ? balance.Currencies.Select(currency => currency.InitialMargin).Append(balance.InitialMargin).Max() : null;

    private static IEnumerable<(string What, HtxException Failure)> Failed(IEnumerable<(string What, HtxException? Failure)> parts) =>
        parts.Where(part => part.Failure is not null).Select(part => (part.What, part.Failure!));
}
