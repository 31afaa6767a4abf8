using System.Text.Json;
using HtxFutures.Json;
using HtxFutures.Orders;

namespace HtxFutures.Balances;

/// <summary>
/// Reads a balance out of the <c>data</c> of an answer (desk facts 3.1). The account's own figures may be zeros that are
/// months old beside a currency that is alive; then that currency's are taken, if it is one.
/// </summary>
internal static class BalanceReader
{
    /// <summary>Reads a balance.</summary>
    /// <exception cref="JsonException">The data is no such thing, or contradicts itself.</exception>
    public static HtxBalance Read(ReadOnlySpan<byte> data, HtxAccount account)
    {
        var balance = new WireObject(data);
        if (!balance.ReadAlone())
        {
            throw new JsonException("The answer holds no balance.");
        }

        (AccountState state, string? rawState) = BalanceWords.States.Read(balance.Find("state"));
        List<(HtxCurrencyBalance Row, Figures Figures)> currencies = Currencies(data[balance.Place(balance.Find("details"))]);
        (Figures? figures, string? ambiguity) = Choose(Figures.Read(balance), currencies);
        return new HtxBalance
        {
            Account = account.Name,
            State = state,
            RawState = rawState,
            Equity = figures?.Equity,
            AvailableMargin = figures?.AvailableMargin,
            InitialMargin = figures?.InitialMargin,
            MaintenanceMargin = figures?.MaintenanceMargin,
            MarginRate = figures?.MarginRate,
            UnrealizedProfit = figures?.UnrealizedProfit,
            UpdatedAt = figures?.UpdatedAt,
            Currencies = Array.AsReadOnly([.. currencies.Select(currency => currency.Row)]),
            Ambiguity = ambiguity,
        };
    }

    /// <summary>The figures that stand for the account; null where none do, and why not.</summary>
    private static (Figures? Figures, string? Ambiguity) Choose(Figures account, List<(HtxCurrencyBalance Row, Figures Figures)> currencies)
    {
        var telling = currencies.FindAll(currency => currency.Figures.SaySomething);
        if (account.SaySomething || telling.Count == 0)
        {
            return (account, null);
        }

        var carrying = telling.FindAll(currency => currency.Figures.CarryMargin);
        return (carrying.Count > 0 ? carrying : telling) switch
        {
            [var only] => (only.Figures, null),
            var several => (null, $"The exchange shows nothing but zeros for the account as a whole, and figures for several currencies ({string.Join(", ", several.Select(currency => currency.Row.Currency))}), which are not added up: there are none for the account."),
        };
    }

    private static List<(HtxCurrencyBalance Row, Figures Figures)> Currencies(ReadOnlySpan<byte> details)
    {
        if (details is not ([] or [(byte)'[', ..]))
        {
            throw new JsonException("The currencies are no list.");
        }

        var currencies = new List<(HtxCurrencyBalance Row, Figures Figures)>();
        var currency = new WireObject(details);
        while (currency.ReadNext())
        {
            (HtxCurrencyBalance row, Figures figures) = currency.IsObject ? ReadCurrency(currency) : throw new JsonException("Something is there that is no currency.");
            if (currencies.Exists(other => other.Row.Currency == row.Currency))
            {
                throw new JsonException($"The currency {row.Currency} is there twice.");
            }

            currencies.Add((row, figures));
        }

        return currencies;
    }

    private static (HtxCurrencyBalance Row, Figures Figures) ReadCurrency(in WireObject currency)
    {
        Figures figures = Figures.Read(currency);
        var row = new HtxCurrencyBalance
        {
            Currency = OrderReader.Name(currency.Find("currency"), "a currency") ?? throw new JsonException("A currency has no name."),
            Equity = figures.Equity,
            AvailableMargin = figures.AvailableMargin,
            InitialMargin = figures.InitialMargin,
            MaintenanceMargin = figures.MaintenanceMargin,
            MarginRate = figures.MarginRate,
            UnrealizedProfit = figures.UnrealizedProfit,
            IsolatedEquity = currency.Find("isolated_equity").Decimal,
            IsolatedAvailable = currency.Find("isolated_available").Decimal,
            UpdatedAt = figures.UpdatedAt,
        };
        return (row, figures);
    }
}
