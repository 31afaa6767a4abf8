using HtxFutures.Sandbox.Books.Positions;

namespace HtxFutures.Sandbox.Wire;

/// <summary>The balance of an account on the wire: members, order and types as recorded in June 2026 (desk facts 3.1).</summary>
internal sealed class BalanceWriter(WireWriter wire, Funds funds)
{
    // What an account says that has never had money: the members are there, and nothing in them.
    private readonly bool _isEmpty = wire.Options.BalanceShape == BalanceShape.Empty;
    private readonly bool _isDormant = wire.Options.BalanceShape == BalanceShape.DormantTop;

    /// <summary>Writes the value of the data member.</summary>
    /// <param name="state">The account's state.</param>
    /// <param name="openedAt">When the account was opened; what is dormant has been so since.</param>
    /// <param name="now">Now, which is when the details were calculated.</param>
    public void Write(string state, DateTimeOffset openedAt, DateTimeOffset now)
    {
        wire.Json.WriteStartObject();
        wire.Json.WriteString("state", state);
        WriteTop("equity", Equity);
        wire.Json.WriteStartArray("details");
        if (!_isEmpty)
        {
            WriteDetail(openedAt, now);
        }

        wire.Json.WriteEndArray();
        WriteTop("initial_margin", funds.InitialMargin);
        WriteTop("maintenance_margin", funds.MaintenanceMargin);
        WriteTop("maintenance_margin_rate", funds.MaintenanceRate);
        WriteTop("profit_unreal", funds.Profit);
        WriteTop("available_margin", funds.AvailableMargin);
        WriteTop("voucher_value", 0);
        wire.OrderTime("created_time", openedAt);
        wire.OrderTime("updated_time", _isDormant ? openedAt : now);
        wire.UnknownMember();
        wire.Json.WriteEndObject();
    }

    private decimal Equity => funds.Equity + (wire.Options.EquityIncludesIsolated ? funds.IsolatedEquity : 0);

    private void WriteTop(string name, decimal value)
    {
        if (_isEmpty)
        {
            wire.Json.WriteString(name, string.Empty);
        }
        else
        {
            wire.Decimal(name, _isDormant ? 0 : value);
        }
    }

    private void WriteDetail(DateTimeOffset openedAt, DateTimeOffset now)
    {
        wire.Json.WriteStartObject();
        wire.Json.WriteString("currency", "USDT");
        wire.Decimal("equity", Equity);
        wire.Decimal("available", funds.Cash);
        wire.Decimal("profit_unreal", funds.Profit);
        wire.Decimal("initial_margin", funds.InitialMargin);
        wire.Decimal("maintenance_margin", funds.MaintenanceMargin);
        wire.Decimal("maintenance_margin_rate", funds.MaintenanceRate);
        wire.Decimal("initial_margin_rate", funds.InitialRate);
        wire.Decimal("available_margin", funds.AvailableMargin);
        wire.Decimal("voucher", 0);
        wire.Decimal("voucher_value", 0);
        wire.Decimal("withdraw_available", funds.Withdrawable);
        wire.OrderTime("created_time", openedAt);
        wire.OrderTime("updated_time", now);
        wire.Decimal("isolated_equity", funds.IsolatedEquity);
        wire.Decimal("isolated_profit_unreal", funds.IsolatedProfit);
        wire.UnknownMember();
        wire.Json.WriteEndObject();
    }
}
