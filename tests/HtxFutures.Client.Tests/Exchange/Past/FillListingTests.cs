using System.Text.Json;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange.Past;

/// <summary>The sandbox's listing of executions follows desk facts 4.3.</summary>
public sealed class FillListingTests
{
    private const string Query = "contract_code=BTC-USDT";

    private readonly VirtualSandbox _sandbox = new();

    private SandboxOptions Options => _sandbox.Exchange.Options;

    private DateTimeOffset Now => _sandbox.Exchange.Now;

    [Fact]
    public void An_execution_is_listed_as_recorded()
    {
        DateTimeOffset at = DateTimeOffset.FromUnixTimeMilliseconds(Now.ToUnixTimeMilliseconds());
        _sandbox.Account.AddPastOrder(new(new SandboxOrderTemplate { ContractCode = "BTC-USDT", Side = "sell", PositionSide = "long", Type = "market", Price = 0, Volume = 2, ReduceOnly = true, Leverage = 20, CreatedAt = at }, at)
        {
            Fills = [new(2, 62688.2m, at) { Profit = -0.3656m }],
        });
        SandboxFill fill = Assert.Single(_sandbox.Account.Fills);
        string time = at.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(
            $$"""{"id":"{{fill.Id}}","contract_code":"BTC-USDT","order_id":"{{fill.OrderId}}","trade_id":"{{fill.TradeId}}","side":"sell","position_side":"long","order_type":"1","margin_mode":"cross","type":"market","role":"TAKER","trade_price":"62688.2","trade_volume":"2","trade_turnover":"125.3764","created_time":"{{time}}","updated_time":"{{time}}","order_source":"api","fee_currency":"USDT","trade_fee":"0.07522584","deduction_price":"","profit":"-0.3656","contract_type":"swap"}""",
            Assert.Single(Rows(Query)).GetRawText());

        // The order says the same, with the other sign.
        JsonElement order = Assert.Single(_sandbox.Ask(Paths.History, "contract_code=BTC-USDT&margin_mode=cross").Rows());
        Assert.Equal(("-0.07522584", "-0.3656", "62688.2", "125.3764"), (order.Text("fee"), order.Text("profit"), order.Text("trade_avg_price"), order.Text("trade_turnover")));
    }

    [Fact]
    public void What_is_executed_is_written_down_as_it_happens_with_what_each_part_has_earned()
    {
        _sandbox.Account.AddPosition(new SandboxPositionTemplate { PositionSide = "long", Volume = 3, EntryPrice = 60000 });
        string id = _sandbox.Account.AddOrder(new SandboxOrderTemplate { Side = "sell", PositionSide = "long", Price = 61000, Volume = 3 }).OrderId;
        _sandbox.Account.Fill(id, 1);
        _sandbox.Time.Advance(TimeSpan.FromSeconds(1));
        _sandbox.Account.Fill(id, 2);
        JsonElement[] rows = Rows(Query);
        Assert.Equal([("2", "2", "MAKER", id), ("1", "1", "MAKER", id)], rows.Select(row => (row.Text("trade_volume"), row.Text("profit"), row.Text("role"), row.Text("order_id"))));
        Assert.Equal(_sandbox.Account.FindOrder(id)!.Fee, _sandbox.Account.Fills.Sum(fill => fill.Fee));
    }

    [Fact]
    public void An_order_that_was_partly_executed_when_it_was_placed_has_an_execution()
    {
        _sandbox.Account.AddOrder(new SandboxOrderTemplate { Volume = 5, FilledVolume = 2 });
        Assert.Equal("2", Assert.Single(Rows(Query)).Text("trade_volume"));
    }

    [Fact]
    public void A_market_order_takes_and_one_that_waited_makes()
    {
        _sandbox.Account.Trade(new SandboxOrderTemplate());
        _sandbox.Account.Fill(_sandbox.AddOrder().OrderId, 1);
        Assert.Equal(["MAKER", "TAKER"], Rows(Query).Select(row => row.Text("role")));
        Assert.Equal(3, _sandbox.Account.Fills[0].Fee / _sandbox.Account.Fills[1].Fee);
    }

    [Fact]
    public void Both_margin_modes_are_in_one_list_and_an_order_may_be_named()
    {
        _sandbox.Account.Fill(_sandbox.AddOrder().OrderId, 1);
        SandboxOrder isolated = _sandbox.AddOrder(marginMode: "isolated");
        _sandbox.Account.Fill(isolated.OrderId, 1);
        Assert.Equal(["isolated", "cross"], Rows(Query).Select(row => row.Text("margin_mode")));
        Assert.Equal("isolated", Assert.Single(Rows($"{Query}&order_id={isolated.OrderId}")).Text("margin_mode"));
        Assert.Empty(Rows("contract_code=ETH-USDT"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("contract_code=NO-USDT")]
    [InlineData("contract_code=*")]
    public void A_contract_must_be_named_and_be_one(string query)
    {
        Assert.Equal(1067, _sandbox.Ask(Paths.Fills, query).Code());
        Options.FillsNeedContract = false;
        Assert.Equal(query.Length == 0 ? 200 : 1014, _sandbox.Ask(Paths.Fills, query).Code());
    }

    [Fact]
    public void A_period_that_is_too_long_or_begins_before_what_is_kept_is_refused_or_cut()
    {
        Execute(TimeSpan.FromHours(1));
        Execute(TimeSpan.FromHours(50));
        Execute(TimeSpan.FromHours(73));
        string tooLong = Between(TimeSpan.FromHours(49), TimeSpan.Zero), tooOld = Between(TimeSpan.FromHours(75), TimeSpan.FromHours(60));
        Assert.Equal((1067, 1067, 1067), (Code(tooLong), Code(tooOld), Code(Between(TimeSpan.Zero, TimeSpan.FromHours(1)))));
        Assert.Single(Rows(Query)); // the last 48 hours
        Assert.Single(Rows($"{Query}&{Between(TimeSpan.FromHours(71), TimeSpan.FromHours(48))}"));
        Options.PeriodsAreCut = true;
        Assert.Equal((200, 1), (Code(tooOld), Rows($"{Query}&{tooLong}").Length));
        Assert.Empty(Rows($"{Query}&{tooOld}"));
    }

    [Fact]
    public void Both_ends_of_a_period_belong_to_it()
    {
        Execute(TimeSpan.FromHours(1));
        Execute(TimeSpan.FromHours(2));
        Assert.Equal(2, Rows($"{Query}&{Between(TimeSpan.FromHours(2), TimeSpan.FromHours(1))}").Length);
    }

    [Fact]
    public void A_row_may_come_late()
    {
        Options.FillLag = TimeSpan.FromSeconds(2);
        _sandbox.Account.Trade(new SandboxOrderTemplate());
        Assert.Empty(Rows(Query));
        _sandbox.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Single(Rows(Query));
    }

    private void Execute(TimeSpan age)
    {
        DateTimeOffset at = Now - age;
        _sandbox.Account.AddPastOrder(new(new SandboxOrderTemplate { CreatedAt = at }, at) { Fills = [new(1, 1000, at)] });
    }

    private string Between(TimeSpan from, TimeSpan to) =>
        string.Create(null, $"end_time={(Now - to).ToUnixTimeMilliseconds()}&start_time={(Now - from).ToUnixTimeMilliseconds()}");

    private int Code(string query) => _sandbox.Ask(Paths.Fills, $"{Query}&{query}").Code();

    private JsonElement[] Rows(string query) => _sandbox.Ask(Paths.Fills, query).Rows();
}
