using System.Text.Json;
using HtxFutures.Balances;
using HtxFutures.Calls.Answers;
using HtxFutures.Fuzzing.Mutation;
using HtxFutures.Fuzzing.Oracles;

namespace HtxFutures.Fuzzing.Targets;

/// <summary>A balance out of an answer (<see cref="BalanceReader"/>): every currency as it is there, and for the account figures that stand in one place of it, never a sum.</summary>
internal static class BalanceTarget
{
    private static readonly JsonMutator s_mutator = new(Corpus.Balances, BalanceOracle.Names);
    private static readonly HtxAccount s_account = new("api.hbdm.com", "0000", null);

    public static FuzzTarget Target { get; } = new("balance", random => s_mutator.Draw(random, Corpus.Envelope), Check, ["no envelope", "no balance", "the account's own", "a currency's", "of several currencies"]);

    private static string Check(byte[] input)
    {
        if (!EnvelopeReader.TryRead(input, out Envelope envelope))
        {
            return "no envelope";
        }

        BalanceOracle? expected = BalanceOracle.Read(EnvelopeOracle.Read(input)?.Data);
        HtxBalance? balance = Read(envelope);
        Property.Same(expected is not null, balance is not null, "a balance is read if and only if all of it can be");
        if (balance is null)
        {
            return "no balance";
        }

        Property.Same(expected!.Currencies.Count, balance.Currencies.Count, "there are as many currencies as in the answer");
        foreach ((BalanceOracle row, HtxCurrencyBalance currency) in expected.Currencies.Zip(balance.Currencies))
        {
            Property.Same(row.Name("currency"), currency.Currency, "the currency stands in the answer");
            Compare(row, currency.Equity, currency.InitialMargin, currency.MaintenanceMargin, currency.MarginRate, currency.UnrealizedProfit, currency.AvailableMargin);
            Property.Require(row.IsNumber("isolated_equity", currency.IsolatedEquity), "what isolated positions hold is the number's", () => $"{currency.IsolatedEquity}");
            Property.Require(row.IsNumber("isolated_available", currency.IsolatedAvailable), "what is free beside them is the number's", () => $"{currency.IsolatedAvailable}");
            Property.Showable(currency.ToString(), "a currency's text", 800);
        }

        Property.Showable(balance.ToString(), "a balance's text", 800);
        Property.Showable(balance.RawState, "a state", 210);
        return Source(expected, balance);
    }

    private static string Source(BalanceOracle expected, HtxBalance balance)
    {
        if (balance.Ambiguity is { } ambiguity)
        {
            Property.Showable(ambiguity, "why there are no figures", 20_000);
            Property.Require(!expected.SaysSomething && expected.Currencies.Count(currency => currency.SaysSomething) > 1, "figures are left out only where several currencies could stand in", () => ambiguity);
            Property.Same(null, balance.Equity, "nothing is chosen and nothing added up");
            return "of several currencies";
        }

        BalanceOracle[] telling = [.. expected.Currencies.Where(currency => currency.SaysSomething)];
        bool isOwn = expected.SaysSomething || telling.Length == 0;
        BalanceOracle[] sources = isOwn ? [expected] : telling;
        Property.Require(
            Array.Exists(sources, source => source.IsNumber("equity", balance.Equity) && source.IsNumber("maintenance_margin_rate", balance.MarginRate) && source.IsNumber("maintenance_margin", balance.MaintenanceMargin)),
            "the account's figures stand in one place of the answer",
            () => $"{balance}");
        return isOwn ? "the account's own" : "a currency's";
    }

    private static HtxBalance? Read(Envelope envelope)
    {
        try
        {
            return BalanceReader.Read(envelope.Data.Span, s_account);
        }
        catch (JsonException failure)
        {
            Property.Showable(failure.Message, "a failure's text");
            return null;
        }
    }

    private static void Compare(BalanceOracle row, decimal? equity, decimal? initial, decimal? maintenance, decimal? rate, decimal? profit, decimal? available)
    {
        foreach ((string member, decimal? read) in new[] { ("equity", equity), ("initial_margin", initial), ("maintenance_margin", maintenance), ("maintenance_margin_rate", rate), ("profit_unreal", profit) })
        {
            Property.Require(row.IsNumber(member, read), $"the {member} is the number's", () => $"{read}");
        }

        Property.Require(row.IsNumber("available_margin", available) || row.IsNumber("available_margin", null), "what is free is the number's, where there is one", () => $"{available}");
    }
}
