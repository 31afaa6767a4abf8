namespace HtxFutures.Sandbox;

/// <summary>A position as it stood at one moment, with the figures that follow from the price (desk facts 2.1). Prices and money are in USDT.</summary>
public sealed record SandboxPosition
{
    /// <summary>The contract.</summary>
    public required string ContractCode { get; init; }

    /// <summary>long or short; both in one-way mode.</summary>
    public required string PositionSide { get; init; }

    /// <summary>How it was opened: buy or sell.</summary>
    public required string Direction { get; init; }

    /// <summary>cross or isolated.</summary>
    public required string MarginMode { get; init; }

    /// <summary>The size in contracts; zero once it is closed.</summary>
    public required decimal Volume { get; init; }

    /// <summary>What of it no pending closing order holds.</summary>
    public required decimal Available { get; init; }

    /// <summary>The average price that it was opened at.</summary>
    public required decimal EntryPrice { get; init; }

    /// <summary>The leverage, 1 or more.</summary>
    public required int Leverage { get; init; }

    /// <summary>The price that profit and margin are calculated with.</summary>
    public required decimal MarkPrice { get; init; }

    /// <summary>The price of the last trade.</summary>
    public required decimal LastPrice { get; init; }

    /// <summary>What closing it at the mark price would bring, without fees.</summary>
    public required decimal UnrealizedProfit { get; init; }

    /// <summary>That as a share of the initial margin.</summary>
    public required decimal ProfitRate { get; init; }

    /// <summary>What it needs to be opened.</summary>
    public required decimal InitialMargin { get; init; }

    /// <summary>What it needs to be kept.</summary>
    public required decimal MaintenanceMargin { get; init; }

    /// <summary>What is put aside for it: the initial margin of a cross position, an isolated one's own money.</summary>
    public required decimal Margin { get; init; }

    /// <summary>What it needs as a share of what there is, of the account for a cross position; from 1 on it is liquidated.</summary>
    public required decimal MarginRate { get; init; }

    /// <summary>The mark price at which it is liquidated; zero or less where none does.</summary>
    public required decimal LiquidationPrice { get; init; }

    /// <summary>How near it is to being taken for auto-deleveraging; null where nothing is said.</summary>
    public string? AdlRisk { get; init; }

    /// <summary>When it was opened, on the exchange's clock.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed, on the exchange's clock.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
