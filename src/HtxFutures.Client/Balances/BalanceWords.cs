using HtxFutures.Json;

namespace HtxFutures.Balances;

/// <summary>What the exchange calls the states of an account: words in one of two cases, or numbers (desk facts 3.1, 9.1).</summary>
internal static class BalanceWords
{
    public static Words<AccountState> States { get; } = new(
        (AccountState.Normal, "normal"),
        (AccountState.Normal, "NORMAL"),
        (AccountState.Normal, "1"),
        (AccountState.Liquidating, "liquidating"),
        (AccountState.Liquidating, "LIQUIDATING"),
        (AccountState.Liquidating, "3"),
        (AccountState.Adl, "adl"),
        (AccountState.Adl, "ADL"),
        (AccountState.Adl, "5"),
        (AccountState.OpenLimit, "open_limit"),
        (AccountState.OpenLimit, "OPEN_LIMIT"),
        (AccountState.OpenLimit, "6"));
}
