using System.Text;
using System.Text.Json;
using HtxFutures.Balances;
using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Balances;

/// <summary>Balances as they were recorded, and as other sources describe them (desk facts 3.1).</summary>
public sealed class BalanceReaderTests
{
    private const string Zeros = """ "equity":"0","initial_margin":"0","maintenance_margin":"0","maintenance_margin_rate":"0","profit_unreal":"0","available_margin":"0" """;

    [Fact]
    public void Old_zeros_of_the_account_are_not_believed_beside_a_currency_that_is_alive()
    {
        HtxBalance balance = Read(Recorded.Balance);
        Assert.Equal((AccountState.Normal, "normal", "mine"), (balance.State, balance.RawState, balance.Account));
        Assert.Equal((162.523160998562004875m, 158.499160998562004875m, 4.024m), (balance.Equity, balance.AvailableMargin, balance.InitialMargin));
        Assert.Equal((0.21621246m, 0.001330348601833513m, 0m), (balance.MaintenanceMargin, balance.MarginRate, balance.UnrealizedProfit));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1781939212041), balance.UpdatedAt);
        HtxCurrencyBalance currency = Assert.Single(balance.Currencies);
        Assert.Equal(("USDT", 162.523160998562004875m, 158.499160998562004875m, 0m, null), (currency.Currency, currency.Equity, currency.AvailableMargin, currency.IsolatedEquity, currency.IsolatedAvailable));
        Assert.Equal((4.024m, 0.21621246m, 0.001330348601833513m, 0m), (currency.InitialMargin, currency.MaintenanceMargin, currency.MarginRate, currency.UnrealizedProfit));
        Assert.Null(balance.Ambiguity);
        Assert.Equal("Normal, equity 162.523160998562004875, available 158.499160998562004875, margin rate 0.001330348601833513", balance.ToString());
        Assert.Equal("USDT 162.523160998562004875", currency.ToString());
    }

    [Fact]
    public void The_accounts_own_figures_are_taken_where_they_say_something()
    {
        // As on the exchange's page, of an account with several currencies: one of them owes, and the account is well.
        HtxBalance balance = Read("""{"state":"NORMAL","equity":"74999.90","maintenance_margin_rate":"0.000000725","available_margin":"74000","details":[{"currency":"USDT","equity":"-0.0969","maintenance_margin":"0.0544","maintenance_margin_rate":"-0.561","withdraw_available":"123456","isolated_equity":"7","isolated_available":"5"},{"currency":"BTC","equity":"1"}]}""");
        Assert.Equal((AccountState.Normal, 74999.90m, 0.000000725m, 74000m), (balance.State, balance.Equity, balance.MarginRate, balance.AvailableMargin));
        Assert.Equal(["USDT", "BTC"], balance.Currencies.Select(currency => currency.Currency));
        Assert.Equal((-0.0969m, -0.561m, 7m, 5m), (balance.Currencies[0].Equity, balance.Currencies[0].MarginRate, balance.Currencies[0].IsolatedEquity, balance.Currencies[0].IsolatedAvailable));
    }

    [Fact]
    public void Of_several_currencies_the_one_that_carries_margin_stands_for_the_account()
    {
        HtxBalance balance = Read($$"""{ {{Zeros}}, "details":[{"currency":"HTX","equity":"100"},{"currency":"USDT","equity":"50","initial_margin":"10","maintenance_margin_rate":"0.2"}]}""");
        Assert.Equal((50m, 40m, 0.2m), (balance.Equity, balance.AvailableMargin, balance.MarginRate));
        Assert.Null(balance.Ambiguity);
    }

    [Theory]
    [InlineData("""[{"currency":"USDT","equity":"50","initial_margin":"10"},{"currency":"BTC","equity":"1","maintenance_margin":"0.1"}]""")]
    [InlineData("""[{"currency":"USDT","equity":"50"},{"currency":"BTC","equity":"1"}]""")]
    public void Where_several_could_none_is_chosen_and_nothing_added_up(string details)
    {
        HtxBalance balance = Read($$"""{ {{Zeros}}, "details":{{details}}}""");
        Assert.Equal((null, null, null, null), (balance.Equity, balance.MarginRate, balance.AvailableMargin, balance.UpdatedAt));
        Assert.Equal(2, balance.Currencies.Count);
        Assert.Contains("(USDT, BTC)", balance.Ambiguity, StringComparison.Ordinal);
        Assert.Equal("state unknown, equity unknown, available unknown, margin rate unknown", balance.ToString());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""[{"currency":"USDT","equity":"0"}]""")]
    public void Zeros_beside_nothing_else_are_zeros(string details) => Assert.Equal(0m, Read($$"""{ {{Zeros}}, "details":{{details}}}""").Equity);

    [Fact]
    public void Empty_texts_are_not_zeros_and_no_error()
    {
        HtxBalance balance = Read("""{"state":"","equity":"","details":[],"initial_margin":"","maintenance_margin_rate":""}""");
        Assert.Equal((AccountState.Unknown, null, null, null), (balance.State, balance.RawState, balance.Equity, balance.AvailableMargin));
        Assert.Empty(balance.Currencies);
    }

    [Fact]
    public void What_may_be_withdrawn_is_never_what_is_free()
    {
        Assert.Null(Read("""{"equity":"10","withdraw_available":"123456"}""").AvailableMargin);
        Assert.Equal(7m, Read("""{"equity":"10","initial_margin":"3","withdraw_available":"123456"}""").AvailableMargin);
        Assert.Null(Read("""{"equity":"79228162514264337593543950335","initial_margin":"-79228162514264337593543950335"}""").AvailableMargin);
    }

    [Theory]
    [InlineData("liquidating", AccountState.Liquidating)]
    [InlineData("ADL", AccountState.Adl)]
    [InlineData("6", AccountState.OpenLimit)]
    [InlineData("frozen", AccountState.Unknown)]
    public void States_are_read_in_both_cases_and_unknown_ones_shown(string text, AccountState state)
    {
        HtxBalance balance = Read($$"""{"state":"{{text}}"}""");
        Assert.Equal((state, text), (balance.State, balance.RawState));
        Assert.StartsWith(state == AccountState.Unknown ? text : state.ToString(), balance.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"\"")]
    [InlineData("""{"details":{}}""")]
    [InlineData("""{"details":[1]}""")]
    [InlineData("""{"details":[{"equity":"1"}]}""")]
    [InlineData("""{"details":[{"currency":"USDT","equity":"1"},{"currency":"USDT","equity":"1"}]}""")]
    [InlineData("""{"equity":"1","equity":"2"}""")]
    [InlineData("""{"details":[{"currency":"USDT","equity":"1","equity":"2"}]}""")]
    public void What_contradicts_itself_is_no_balance(string data) => Assert.ThrowsAny<JsonException>(() => Read(data));

    private static HtxBalance Read(string data) => BalanceReader.Read(Encoding.UTF8.GetBytes(data), new HtxAccount("", "", null) { Name = "mine" });
}
